using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations.Bodies;

namespace Bandeng.Organizations.Importing;

/// <summary>A row that was taken, with the body it made or changed.</summary>
internal sealed record TakenBody(ToldBody Told, BodyOnFile Body, bool IsNew, bool IsChanged)
{
    /// <summary>Who stands above it; null where the row tells nobody.</summary>
    public BodyOnFile? Parent { get; init; }

    /// <summary>Who sits in it without being below it.</summary>
    public IReadOnlyList<BodyOnFile> Partners { get; init; } = [];
}

/// <summary>Who stands above whom and sits with whom, once every name of the list is known.</summary>
internal sealed class BodyTies(BandengDb db, BodyBook book)
{
    /// <summary>
    /// The rows whose names were all found. A row that names a refused one is refused too, and so is everyone in a
    /// circle.
    /// </summary>
    public IReadOnlyList<TakenBody> Settle(IReadOnlyList<TakenBody> taken, SheetRefusals refusals)
    {
        while (true)
        {
            var tied = taken.Select(one => (One: Tie(one, out var fault), Fault: fault)).ToList();
            var parents = tied.Where(tie => tie.One.Parent is not null)
                .ToDictionary(tie => tie.One.Body.Id, tie => tie.One.Parent!.Id);
            tied = [.. tied.Select(tie => (tie.One, tie.Fault ?? Circle(tie.One, parents)))];
            taken = [.. tied.Where(tie => tie.Fault is null).Select(tie => tie.One)];
            if (taken.Count == tied.Count)
            {
                return [.. taken.Select(Place)];
            }

            foreach (var (one, fault) in tied.Where(tie => tie.Fault is not null))
            {
                Forget(one);
                book.Refused(one.Told.Name, one.Told.Row.Line);
                refusals.Add(one.Told.Row, fault!);
            }
        }
    }

    private TakenBody Tie(TakenBody one, out SheetFault? fault)
    {
        fault = null;
        var parent = one.Told.Parent is { } name
            ? book.Meant(name, one.Body.AreaCode, one.Body.ValidTo, BodyGuide.Parent, out fault)
            : null;
        var partners = new List<BodyOnFile>();
        foreach (var named in one.Told.Partners)
        {
            var partner = book.Meant(
                named, one.Body.AreaCode, one.Body.ValidTo, BodyGuide.Partners, out var unknown);
            fault ??= unknown;
            if (partner is not null && partner.Id != one.Body.Id)
            {
                partners.Add(partner);
            }
        }

        return one with { Parent = parent, Partners = partners };
    }

    private SheetFault? Circle(TakenBody one, Dictionary<Guid, Guid> parents)
    {
        var (above, steps) = (one.Parent?.Id, 0);
        while (above is { } id && id != one.Body.Id && steps++ < book.Count)
        {
            above = parents.TryGetValue(id, out var told) ? told : book.ParentOf(id);
        }

        return above == one.Body.Id ? new("body.circle", BodyGuide.Parent, one.Told.Parent) : null;
    }

    private static TakenBody Place(TakenBody one)
    {
        if (one.Parent is null || one.Body.ParentId == one.Parent.Id)
        {
            return one;
        }

        one.Body.Under(one.Parent.Id);
        return one with { IsChanged = true };
    }

    private void Forget(TakenBody one)
    {
        if (one.IsNew)
        {
            book.Remove(one.Body);
        }
        else
        {
            db.Entry(one.Body).Reload();
        }
    }
}
