using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Importing;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Rules;

/// <summary>Adds an entry to the catalogue, changes one or takes one out of use, from a day on.</summary>
internal sealed class KeepCategory(
    BandengDb db, CategoryBook book, RulesPost post, Recent<DateOnly, IReadOnlyList<Category>> recent,
    TimeProvider clock)
{
    private static readonly Refusal Unknown = new(
        RefusalKind.NotFound, "category.unknown", "There is no such category.");

    private static readonly Refusal Taken = new(RefusalKind.Conflict, "category.taken", "This code is in use already.");

    private static readonly Refusal Parent = new(
        RefusalKind.Invalid, "category.parent", "The category above does not hold then, or has one above itself.");

    private static readonly Refusal HasChildren = new(
        RefusalKind.Conflict, "category.children", "Categories stand below this one; they go first.");

    /// <param name="isNew">Whether the code must not be there yet.</param>
    /// <returns>False when exactly this holds from that day already.</returns>
    public async Task<Result<bool>> RunAsync(
        CategoryLine line, bool isNew, DateOnly from, Viewer by, CancellationToken cancel)
    {
        if (!(await post.AskAsync(by, from, cancel)).TryGet(out var acting, out var refusal))
        {
            return refusal;
        }

        await using var own = await db.Database.BeginTransactionAsync(cancel);
        var then = (await book.OnAsync(from, cancel)).ToDictionary(other => other.Code);
        var before = then.GetValueOrDefault(line.Code);
        if (before == line)
        {
            return false;
        }

        // What was taken out of use may be taken up again, with its history.
        if (isNew == await book.OfAsync(line.Code, cancel) is not [])
        {
            return isNew ? Taken : Unknown;
        }

        if (IsMisplaced(line, then))
        {
            return Parent;
        }

        await book.WriteAsync(line, from, cancel);
        return await KeptAsync(
            before is null ? "category.add" : "category.change", line.Code, from, acting, own, cancel);
    }

    public async Task<Result<bool>> TakeOutAsync(string code, DateOnly from, Viewer by, CancellationToken cancel)
    {
        if (!(await post.AskAsync(by, from, cancel)).TryGet(out var acting, out var refusal))
        {
            return refusal;
        }

        await using var own = await db.Database.BeginTransactionAsync(cancel);
        var then = await book.OnAsync(from, cancel);
        if (then.All(line => line.Code != code))
        {
            return Unknown;
        }

        if (then.Any(line => line.ParentCode == code))
        {
            return HasChildren;
        }

        await book.TakeOutAsync(code, from, cancel);
        return await KeptAsync("category.end", code, from, acting, own, cancel);
    }

    // Two levels: who is above has nobody above, and who has somebody below has nobody above.
    private static bool IsMisplaced(CategoryLine line, Dictionary<string, CategoryLine> then) =>
        line.ParentCode is { } parent
        && (parent == line.Code
            || then.GetValueOrDefault(parent) is not { ParentCode: null }
            || then.Values.Any(other => other.ParentCode == line.Code));

    private async Task<bool> KeptAsync(
        string act, string code, DateOnly from, Viewer by,
        Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction own, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("category", Guid.CreateVersion7(now), null, act, by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["code"] = code,
                ["from"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
        });
        await db.SaveAsync(cancel);
        await own.CommitAsync(cancel);
        recent.Forget();
        return true;
    }
}
