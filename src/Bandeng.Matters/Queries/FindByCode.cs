using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Queries;

/// <summary>How a matter stands, for whoever has its enquiry code: no words, no names.</summary>
/// <param name="Who">The body that has it, or null while the office does.</param>
/// <param name="DueAt">By when the next step is due, or the whole; null when nothing more is owed.</param>
public sealed record Standing(
    Guid MatterId, string Code, MatterStage Stage, string? Place, string? Who, string? Phone, DateTimeOffset RaisedAt,
    DateTimeOffset? DueAt)
{
    /// <summary>
    /// <c>waits</c> for a person because it came with so many others, or why that person declined it; null for a
    /// matter.
    /// </summary>
    public string? Held { get; init; }
}

/// <summary>查进度: by enquiry code.</summary>
internal sealed class FindByCode(BandengDb db, IAreas areas, IBodies bodies)
{
    // Not a matter yet, or never to be one.
    private async Task<Result<Standing>?> HeldAsync(string code, CancellationToken cancel)
    {
        if (await db.HeldLetters.AsNoTracking().SingleOrDefaultAsync(one => one.Code == code, cancel) is not { } held)
        {
            return null;
        }

        var office = await bodies.NearestOfficeAsync(held.AreaCode, cancel);
        return new Standing(
            held.Id, code, MatterStage.Raised,
            (await areas.NamesAsync([held.AreaCode], cancel)).GetValueOrDefault(held.AreaCode)?.FullName,
            office?.Name, office?.Phone, held.HeldAt, null)
        {
            Held = held.Reason ?? "waits",
        };
    }

    private sealed record Row(
        Guid Id, string Stage, AreaCode AreaCode, Guid? BodyId, DateTimeOffset RaisedAt, DateTimeOffset? DueAt,
        DateTimeOffset? StageDueAt);

    private const string Sql =
        """
        select m.id, m.stage, m.area_code, m.body_id, v.at as raised_at, m.due_at, m.stage_due_at
        from matter_voices v
        join matters own on own.id = v.matter_id
        join matters m on m.id = coalesce(own.merged_into, own.id)
        where v.code = @code
        """;

    public async Task<Result<Standing>> RunAsync(string? typed, CancellationToken cancel)
    {
        if (EnquiryCode.Read(typed) is not { } code)
        {
            return new Refusal(
                RefusalKind.Invalid, "code.unreadable", "A character of this code is wrong. It has eight: 7K3M-4TQ9.");
        }

        if (await db.RowAsync<Row>(Sql, new { code }, cancel) is not { } row)
        {
            return await HeldAsync(code, cancel)
                ?? new Refusal(RefusalKind.NotFound, "code.unknown", "There is no matter with this code.");
        }

        var stage = Enum.Parse<MatterStage>(row.Stage);
        var body = row.BodyId is { } lead
            ? await bodies.FindAsync(lead, cancel)
            : await bodies.NearestOfficeAsync(row.AreaCode, cancel);
        return new Standing(
            row.Id, code, stage,
            (await areas.NamesAsync([row.AreaCode], cancel)).GetValueOrDefault(row.AreaCode)?.FullName,
            body?.Name, body?.Phone, row.RaisedAt, Stages.Closed.Contains(stage) ? null : row.DueAt ?? row.StageDueAt);
    }
}
