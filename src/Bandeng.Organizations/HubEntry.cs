using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>
/// A way to a list about bodies and people, on the page 组织 or, where it is about the reader, on their account page.
/// </summary>
/// <param name="Path">Where it leads.</param>
/// <param name="Texts">Names the texts of the module.</param>
/// <param name="Text">The key of its name; its explanation is the key with <c>.hint</c>.</param>
/// <param name="Needs">Who sees it: one of these; none for what is about the reader.</param>
public sealed record HubEntry(string Path, Type Texts, string Text, params IReadOnlyList<Permission> Needs)
{
    public bool IsPersonal => Needs.Count == 0;

    public bool IsFor(Viewer viewer) => Needs.Any(viewer.May);
}
