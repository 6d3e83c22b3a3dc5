using Bandeng.Organizations;

namespace Bandeng.Households.Needs;

/// <summary>
/// Who answers for care today: who entered it while they are a clerk there, else the clerks of the place.
/// </summary>
internal sealed class NeedKeepers(IPeople people, INotices notices)
{
    /// <summary>Changes the unit of work; says whether anybody was told.</summary>
    public async Task<bool> TellAsync(
        Need need, string code, string name, DateTimeOffset now, CancellationToken cancel)
    {
        var clerks = (await people.HoldersAsync(Role.Clerk, need.AreaCode, cancel)).Select(one => one.Id).ToList();
        List<Guid> told = clerks.Contains(need.EnteredBy) ? [need.EnteredBy] : clerks;
        told.ForEach(person => Tell(person, need, code, name, now));
        return told.Count > 0;
    }

    public void Tell(Guid person, Need need, string code, string name, DateTimeOffset now) => notices.Tell(
        person, new(NoticeKind.Work, code, name, $"/needs/{need.Id}", now)
        {
            IsInner = true,
            About = $"{code} {need.Id}",
        });
}
