using Bandeng.Households.Care;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Planning.Care;

namespace Bandeng.Households.UseCases;

/// <summary>
/// Holes in the chain of care: who is near and has few is proposed, and taken as shown or not at all.
/// </summary>
internal sealed class FillHoles(BandengDb db, CareBooks books, IPosts posts, LinkHouseholds link)
{
    /// <summary>As many as a head usually has; a community may say another number.</summary>
    public const int UsualMost = 40;

    private const int MostBuildings = 3;
    private const int MostGrids = 2;
    private const double MetresForHousehold = 5;
    private const double MetresForBuilding = 100;

    internal static readonly Refusal Changed = new(
        RefusalKind.Conflict, "care.changed", "Something changed in the meantime. Look at the proposal again.");

    /// <param name="most">Households that a linked-household head has at most, 1 to 500.</param>
    public async Task<CareOffers> ProposeAsync(CareSheet sheet, CareLevel level, int most, CancellationToken cancel) =>
        level switch
        {
            CareLevel.Household => await HouseholdsAsync(sheet, Math.Clamp(most, 1, 500), cancel),
            CareLevel.Block => Areas(sheet, level, MostBuildings),
            CareLevel.Area => Areas(sheet, level, MostGrids),
            _ => new(level, [], sheet.Holes(level)),
        };

    /// <param name="stamp">Of what was shown.</param>
    public async Task<Result<AreaCode>> TakeAsync(
        AreaCode community, CareLevel level, int most, string? stamp, Viewer by, CancellationToken cancel)
    {
        if (!by.May(Permission.KeepCare, community))
        {
            return Scopes.NotYours;
        }

        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        var sheet = await books.SheetAsync(community, books.Today, cancel);
        var offers = await ProposeAsync(sheet, level, most, cancel);
        if (offers.Stamp != stamp || offers.Offers is [])
        {
            return Changed;
        }

        foreach (var offer in offers.Offers)
        {
            if (await TakeAsync(offer, community, by, cancel) is { } refusal)
            {
                return refusal;
            }
        }

        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return Changed;
        }

        await whole.CommitAsync(cancel);
        return community;
    }

    private async Task<Refusal?> TakeAsync(CareOffer offer, AreaCode community, Viewer by, CancellationToken cancel)
    {
        if (offer.Area is { } area)
        {
            var appointed = await posts.AppointAsync(offer.Post.PersonId, offer.Post.Role, area, by, cancel);
            return appointed.TryGet(out _, out var refusal) ? null : refusal;
        }

        await link.LinkAsync(
            offer.Post.Id, [.. offer.Households.Select(home => home.Id)], community,
            by.ActingOn(Permission.KeepCare, community), cancel);
        return null;
    }

    private async Task<CareOffers> HouseholdsAsync(CareSheet sheet, int most, CancellationToken cancel)
    {
        var unlinked = (await books.HomesAsync(sheet, cancel)).Where(home => home.PostId is null)
            .GroupBy(home => home.BuildingId).Select(group => (Building: group.Key, Homes: group.ToList())).ToList();
        var heads = Going(sheet, Role.LinkedHead).GroupBy(post => post.PersonId).Select(group => group.ToList()).ToList();
        var proposal = CareDivision.Propose(new(
            [.. unlinked.Select(one => new CareSpot(sheet.PlaceOf(one.Building), one.Homes.Count))],
            [.. heads.Select(theirs => new Carer(
                [.. theirs.SelectMany(post => sheet.PlacesOf(post.AreaCode))], (int)theirs.Sum(post => post.Load)))],
            most, MetresForHousehold), cancel);

        // Doors one after the other go to one head, so that a round is short.
        var next = new int[unlinked.Count];
        var shares = proposal.Shares.Select(share =>
        {
            var homes = unlinked[share.Spot].Homes.GetRange(next[share.Spot], share.Households);
            next[share.Spot] += share.Households;
            return (share.Carer, Homes: homes, share.Metres);
        }).ToLookup(share => share.Carer);
        return new(
            CareLevel.Household,
            [
                .. shares.OrderBy(group => group.Key).Select(group => new CareOffer(
                    heads[group.Key][0], [.. group.SelectMany(share => share.Homes)], null,
                    group.Max(share => share.Metres))),
            ],
            proposal.LeftOver.Sum());
    }

    // One that ends today takes nobody on.
    private IEnumerable<CarePost> Going(CareSheet sheet, Role role) =>
        sheet.Posts.Where(post => post.Role == role && post.GoesOnAfter(books.Today));

    private CareOffers Areas(CareSheet sheet, CareLevel level, int most)
    {
        var empty = sheet.Buildings.Where(one => one.Holes(level) > 0)
            .Select(one => ReadCare.PlaceOf(level, one.AreaCode)).OfType<AreaCode>().Distinct().ToList();
        var holders = Going(sheet, level.Role()).Where(post => post.AreaCode.Level == LevelOf(level))
            .GroupBy(post => post.PersonId).Select(group => group.ToList()).ToList();
        var proposal = CareDivision.Propose(new(
            [.. empty.Select(area => new CareSpot(sheet.PlacesOf(area)[0], 1))],
            [.. holders.Select(
                theirs => new Carer([.. theirs.SelectMany(post => sheet.PlacesOf(post.AreaCode))], theirs.Count))],
            most, MetresForBuilding));
        return new(
            level,
            [.. proposal.Shares.Select(
                share => new CareOffer(holders[share.Carer][0], [], empty[share.Spot], share.Metres))],
            proposal.LeftOver.Sum());
    }

    private static AreaLevel LevelOf(CareLevel level) => level is CareLevel.Block ? AreaLevel.Building : AreaLevel.Grid;
}
