using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Incubator.UseCases;

/// <summary>A paper is there: a charter, a list of members, proof of premises.</summary>
internal sealed class AddPaper(BandengDb db, TimeProvider clock)
{
    /// <param name="Id">Made with the form: sent twice, it is one paper.</param>
    public sealed record Request(Guid Id, Guid Incubation, PaperKind Kind, string? Number, DateOnly? Day);

    public async Task<Result<Guid>> RunAsync(Request told, Viewer by, CancellationToken cancel)
    {
        if (await db.Incubations.SingleOrDefaultAsync(one => one.Id == told.Incubation, cancel) is not { } one
            || !by.MayKeep(one.AreaCode))
        {
            return Refusals.Unknown;
        }

        var (now, number) = (clock.GetUtcNow(), (told.Number ?? "").Trim());
        var day = told.Day ?? ChinaTime.DayOf(now);
        if (number.Length is 0 or > IncubationPaper.NumberMax || day > ChinaTime.DayOf(now))
        {
            return number.Length is 0 or > IncubationPaper.NumberMax
                ? new Refusal(
                    RefusalKind.Invalid, "incubator.number", "Write the number of the paper.") : Refusals.Days;
        }

        if (!await db.IncubationPapers.AnyAsync(paper => paper.Id == told.Id, cancel))
        {
            db.IncubationPapers.Add(new(told.Id, one.Id, told.Kind, number, day));
            db.Record(new TrailEntry("incubation", one.Id, one.AreaCode, "incubation.paper", by.Keeping(one.AreaCode), now)
            {
                Facts = new Dictionary<string, object?>
                {
                    ["kind"] = told.Kind.ToString(),
                    ["number"] = number,
                    ["day"] = $"{day:yyyy-MM-dd}",
                },
            });
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? one.Id : Refusals.Overtaken;
    }
}
