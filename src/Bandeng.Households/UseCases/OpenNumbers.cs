using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;

namespace Bandeng.Households.UseCases;

/// <summary>Numbers of a person, opened.</summary>
internal sealed record OpenedNumbers(string Name, string? IdNumber, string? Phone);

/// <summary>
/// Opens a resident's numbers for a stated purpose. Every look is on the trail, where the person can read who looked
/// and why.
/// </summary>
internal sealed class OpenNumbers(BandengDb db, TimeProvider clock, SecretBox box)
{
    /// <summary>The trail's action for a look.</summary>
    public const string Action = "resident.look";

    private sealed record Row(string Name, string? IdNumber, string? Phone, AreaCode AreaCode, Guid Door);

    /// <summary>
    /// The name of somebody inside the viewer's areas and the door behind which they live; else null.
    /// </summary>
    public async Task<(string Name, Guid Door)?> NameAsync(Guid resident, Viewer viewer, CancellationToken cancel) =>
        await FindAsync(resident, viewer, cancel) is { } row ? (row.Name, row.Door) : null;

    /// <param name="purpose">2–200 characters.</param>
    public async Task<Result<OpenedNumbers>> RunAsync(
        Guid resident, string? purpose, Viewer viewer, CancellationToken cancel)
    {
        if (await FindAsync(resident, viewer, cancel) is not { } row)
        {
            return new Refusal(RefusalKind.NotFound, "resident.unknown", "There is no such person.");
        }

        if (!StatedPurpose.Read(purpose).TryGet(out var stated, out var refusal))
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var by = viewer.ActingOn(Permission.OpenNumbers, row.AreaCode);
        db.Record(new TrailEntry("resident", resident, row.AreaCode, Action, by, now) { Words = [db.Keep(resident, stated, now)] });
        await db.SaveAsync(cancel);
        return new OpenedNumbers(row.Name, box.Unprotect(row.IdNumber), box.Unprotect(row.Phone));
    }

    private async Task<Row?> FindAsync(Guid resident, Viewer viewer, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Row>(
            """
            select r.name, r.id_number, r.phone, d.area_code, d.id as door
            from residents r join household_members m on m.resident_id = r.id and m.valid_to is null
                join households h on h.id = m.household_id join dwelling_facts d on d.id = h.dwelling_id
            where r.id = @resident
            """,
            new { resident },
            cancel);
        return rows.FirstOrDefault(row => viewer.May(Permission.OpenNumbers, row.AreaCode));
    }
}
