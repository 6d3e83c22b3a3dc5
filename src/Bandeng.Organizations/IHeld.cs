using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>The person who asks what is held about them.</summary>
/// <param name="ResidentIds">The lines of the register that carry their name and telephone; none: only what they
/// entered themselves is theirs.</param>
/// <param name="Homes">The households they belong or belonged to.</param>
public sealed record HeldPerson(Guid PersonId, IReadOnlyList<Guid> ResidentIds, IReadOnlyList<HeldHome> Homes)
{
    /// <summary>Where they live, or lived last.</summary>
    public AreaCode? Area => Homes is [var home, ..] ? home.AreaCode : null;
}

/// <summary>That they belong to a household, from a day to a day.</summary>
public sealed record HeldHome(Guid HouseholdId, AreaCode AreaCode, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>One value that is held.</summary>
/// <param name="Key">Stable, for programs.</param>
/// <param name="Label">In the reader's language.</param>
public sealed record HeldFact(string Key, string Label, string? Value);

/// <summary>One record that is held.</summary>
/// <param name="Open">For care that goes on: its id, by which consent is withdrawn.</param>
public sealed record HeldRecord(string Title, IReadOnlyList<HeldFact> Facts, Guid? Open = null);

/// <summary>What one part of the house holds about a person.</summary>
/// <param name="Ground">On what ground, and for how long.</param>
/// <param name="IsErasable">The law lets them have it erased.</param>
public sealed record HeldSection(
    string Key, string Title, string Ground, bool IsErasable, IReadOnlyList<HeldRecord> Records);

/// <summary>
/// A module that holds something about people shows it to them and erases what they may have erased.
/// </summary>
public interface IHeld
{
    string Key { get; }

    int Order { get; }

    Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel);

    /// <summary>Changes the unit of work; the caller saves it. Called only where the section is erasable.</summary>
    Task EraseAsync(HeldPerson person, string ground, Viewer by, CancellationToken cancel) => Task.CompletedTask;
}
