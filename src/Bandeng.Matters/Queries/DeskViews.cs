using Bandeng.Kernel;

namespace Bandeng.Matters.Queries;

/// <summary>已存: filters that a person keeps under a name of their own. Nobody else sees them.</summary>
internal sealed class DeskViews(BandengDb db, TimeProvider clock)
{
    private const int NameMax = 40;
    private const int QueryMax = 1_000;

    /// <summary>A kept filter.</summary>
    /// <param name="Query">Empty, or beginning with a question mark.</param>
    public sealed record View(Guid Id, string Name, string Query);

    private static readonly Refusal NoName = new(
        RefusalKind.Invalid, "desk.view-name", "A name of 1 to 40 characters.");

    /// <summary>Those of <c>@PersonId</c>.</summary>
    public const string Mine = "select id, name, query from desk_views where person_id = @PersonId order by name, id";

    /// <summary>Keeps a filter; the same name again replaces what it meant.</summary>
    public async Task<Result<string>> KeepAsync(string? name, string query, Viewer viewer, CancellationToken cancel)
    {
        if (name?.Trim() is not { Length: > 0 and <= NameMax } called || query.Length > QueryMax)
        {
            return NoName;
        }

        var now = clock.GetUtcNow();
        await db.ExecuteAsync(
            """
            insert into desk_views (id, person_id, name, query, saved_at) values (@id, @PersonId, @called, @query, @now)
            on conflict (person_id, name) do update set query = excluded.query, saved_at = excluded.saved_at
            """,
            new { id = Guid.CreateVersion7(now), viewer.PersonId, called, query, now }, cancel);
        return called;
    }

    public Task ForgetAsync(Guid id, Viewer viewer, CancellationToken cancel) => db.ExecuteAsync(
        "delete from desk_views where id = @id and person_id = @PersonId", new { id, viewer.PersonId }, cancel);
}
