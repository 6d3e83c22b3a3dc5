using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Matters.Demo;

/// <summary>The demo's people, by the names they sign in with, and who of them acts where.</summary>
internal sealed class DemoCast(IPeople people, IBodies bodies)
{
    // In the order in which Organizations seats them; the place in it is the end of the telephone number.
    private static readonly string[] Names =
    [
        "resident", "buildinghead", "gridworker", "clerk", "clerk2", "handler", "handler2", "checker", "caller",
        "convenor",
        "town", "district", "leader", "auditor", "admin", "linkedhead", "careleader", "bodyhead",
    ];

    private const string First = "431302001001";
    private const string Second = "431302001002";

    private readonly Dictionary<string, Viewer> _viewers = [];

    public async Task GatherAsync(CancellationToken cancel)
    {
        foreach (var (index, name) in Names.Index())
        {
            var person = await people.FindByPhoneAsync(PhoneAt(index), cancel)
                ?? throw new InvalidOperationException($"The demo has nobody called {name}.");
            _viewers[name] = await people.ViewerAsync(person.Id, cancel);
        }
    }

    public Viewer this[string name] => _viewers[name];

    public bool Knows(string name) => _viewers.ContainsKey(name);

    /// <summary>The telephone of somebody who signs in.</summary>
    public static string PhoneOf(string name) => PhoneAt(Array.IndexOf(Names, name));

    /// <summary>Who dispatches there: the community's clerk, or the town where none is seated.</summary>
    public Viewer Office(string area) => this[area == First ? "clerk" : area == Second ? "clerk2" : "town"];

    /// <summary>Who looks whether it is done; where no checker is seated, the office.</summary>
    public Viewer Checker(string area) => area == First ? this["checker"] : Office(area);

    /// <summary>Somebody of the body, or null: most bodies of the demo have nobody who signs in.</summary>
    public Viewer? HandlerOf(Guid body) => _viewers.Values.FirstOrDefault(
        viewer => viewer.PostsWith(Permission.HandleMatters).Any(post => post.BodyId == body));

    /// <summary>Who signs the replies of the body: its head, or the town where none is seated.</summary>
    public Viewer HeadOf(Guid body) => _viewers.Values.FirstOrDefault(
        viewer => viewer.PostsWith(Permission.SignOffForBody).Any(post => post.BodyId == body)) ?? this["town"];

    /// <summary>A body that takes matters there, by its name.</summary>
    public async Task<Guid> BodyAsync(string name, string area, CancellationToken cancel) =>
        (await bodies.HandlingAsync(AreaCode.Parse(area), cancel)).FirstOrDefault(body => body.Name == name)?.Id
        ?? throw new InvalidOperationException($"{name} takes no matters of {area}.");

    private static string PhoneAt(int place) => string.Create(CultureInfo.InvariantCulture, $"1990000{place + 1:D4}");
}
