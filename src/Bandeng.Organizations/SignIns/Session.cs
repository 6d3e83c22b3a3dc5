namespace Bandeng.Organizations.SignIns;

/// <summary>A browser in which a person is signed in.</summary>
internal sealed class Session
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>The stamp of the sign-in when it was opened; with a new stamp it has ended.</summary>
    public string Stamp { get; init; } = "";

    public string Browser { get; init; } = "";

    public string System { get; init; } = "";

    public DateTimeOffset Since { get; init; }

    /// <summary>True to <see cref="Sessions.SeenEvery"/>.</summary>
    public DateTimeOffset SeenAt { get; init; }
}

/// <summary>What a browser says it is, as far as a person would name it; no version, no address.</summary>
internal sealed record Device(string Browser, string System)
{
    // Each says it is all that came before it: the first that fits is what it is.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Harmony", "Harmony"), ("Android", "Android"), ("Windows", "Windows"),
        ("Macintosh", "Mac"), ("Linux", "Linux"),
    ];

    private const string Other = "Other";

    /// <summary>The texts of every name that <see cref="Of"/> gives.</summary>
    public static IEnumerable<string> Keys =>
        Browsers.Select(known => known.Name).Append(Other).Select(name => $"browser.{name}")
            .Concat(Systems.Select(known => known.Name).Append(Other).Select(name => $"system.{name}"));

    public static Device Of(string userAgent) => new(Named(Browsers, userAgent), Named(Systems, userAgent));

    private static string Named((string Mark, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(one => userAgent.Contains(one.Mark, StringComparison.OrdinalIgnoreCase)).Name ?? Other;
}
