using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>Someone other modules can name.</summary>
public sealed record Person(Guid Id, string Name)
{
    /// <summary>What somebody is called who signed in by a code and has told no name: 居民 4821.</summary>
    public static string Nameless(string phone) => NamelessStart + phone[^4..];

    /// <summary>Whether they have told no name yet.</summary>
    public static bool IsNameless(string? name) => name?.StartsWith(NamelessStart, StringComparison.Ordinal) == true;

    private const string NamelessStart = "居民 ";
}

/// <summary>What other modules may ask about people.</summary>
public interface IPeople
{
    Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> personIds, CancellationToken cancel);

    /// <summary>The person who signs in with this telephone number, or null.</summary>
    /// <param name="phone">Digits as typed; spaces, dashes and +86 are ignored.</param>
    Task<Person?> FindByPhoneAsync(string phone, CancellationToken cancel);

    /// <summary>
    /// Whom somebody names in a field: by sign-in name or telephone, else by a name that one alone has who ever held a
    /// post inside the area. Refused with <c>person.who</c> or <c>person.many</c>.
    /// </summary>
    Task<Result<Person>> MeantAsync(string? typed, AreaCode area, CancellationToken cancel);

    /// <summary>Who holds a role over this area today, nearest post first, stand-ins included.</summary>
    Task<IReadOnlyList<Person>> HoldersAsync(Role role, AreaCode area, CancellationToken cancel);

    /// <summary>The viewer a person is today: their posts and those they stand in for.</summary>
    Task<Viewer> ViewerAsync(Guid personId, CancellationToken cancel);

    /// <summary>
    /// The person's telephone, opened; null without one. Whoever shows it puts the look on the trail.
    /// </summary>
    Task<string?> PhoneAsync(Guid personId, CancellationToken cancel);

    /// <summary>The telephones of several, opened, by person; who has none is not among them.</summary>
    Task<IReadOnlyDictionary<Guid, string>> PhonesAsync(IEnumerable<Guid> personIds, CancellationToken cancel);
}
