using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.People;

/// <summary>
/// 户主变更: relations are to the head, so with another head those of everybody else are asked anew. That somebody lives
/// there does not change by it.
/// </summary>
internal static class ChangeOfHead
{
    /// <summary>Who heads a household now; null: nobody.</summary>
    public static Task<Membership?> HeadOfAsync(BandengDb db, Guid household, CancellationToken cancel) =>
        db.Members.FirstOrDefaultAsync(
            one => one.HouseholdId == household && one.ValidTo == null && one.Relation == Membership.Head, cancel);

    /// <summary>Called once the new head's relation is set, and before it is saved.</summary>
    /// <param name="head">The resident who heads it from now on.</param>
    /// <param name="told">Residents whose relation to the new head was told with it.</param>
    public static async Task FollowAsync(
        BandengDb db, Guid household, Guid head, IReadOnlyCollection<Guid> told, CancellationToken cancel)
    {
        var members = await db.Members.Where(one => one.HouseholdId == household).ToListAsync(cancel);
        var others = members.Where(one => one.ResidentId != head).ToList();
        var isNew = !members.Exists(one => one.ResidentId == head && one.ValidTo is null && WasHead(db, one));
        var hadAnother = others.Exists(one => WasHead(db, one));
        foreach (var one in others.Where(one => one.ValidTo is null && !told.Contains(one.ResidentId)))
        {
            if (one.Relation == Membership.Head || (isNew && hadAnother))
            {
                one.AskAnew();
            }
        }
    }

    private static bool WasHead(BandengDb db, Membership member) =>
        db.Entry(member).OriginalValues.GetValue<string>(nameof(Membership.Relation)) == Membership.Head;
}
