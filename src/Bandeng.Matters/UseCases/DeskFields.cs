using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// What only a desk may say of a matter: that it is urgent, whom it is about, which order of another platform it is and
/// by when that platform wants it, and that it came by telephone or over a counter. A stranger who could would take the
/// number of a real order, and the order would never be read.
/// </summary>
internal sealed class DeskFields(BandengDb db, IBodies bodies)
{
    /// <summary>A number of another platform is here once; the words name the matter.</summary>
    public const string NumberKnown = "desk.number-known";

    /// <summary>The same, of a matter that this sender may not read.</summary>
    public const string NumberElsewhere = "desk.number-elsewhere";

    public const string RespondentUnknown = "matter.respondent-unknown";

    /// <summary>Every code that says a field is not the sender's.</summary>
    public static readonly IReadOnlyList<string> Codes =
        ["desk-only.urgent", "desk-only.respondent", "desk-only.number", "desk-only.outer-due", "desk-only.channel"];

    private static readonly Channel[] OpenChannels = [Channel.Web, Channel.Qr, Channel.System];

    private sealed record Order(Guid Id, AreaCode AreaCode);

    /// <summary>The first field that is set though a desk alone may set it; null when there is none.</summary>
    public static Refusal? FirstSet(RaiseRequest request) =>
        request.Urgent ? Only("urgent")
        : request.Respondent is not null ? Only("respondent")
        : !string.IsNullOrEmpty(request.OutsideNumber) || !string.IsNullOrEmpty(request.Platform) ? Only("number")
        : request.OuterDueAt is not null ? Only("outer-due")
        : request.Channel is { } channel && !OpenChannels.Contains(channel) ? Only("channel")
        : null;

    /// <summary>What this sender may not say there, or what cannot be; empty when nothing is wrong.</summary>
    public async Task<IReadOnlyList<Refusal>> FaultsAsync(
        Guid id, RaiseRequest request, Viewer viewer, AreaCode area, CancellationToken cancel) =>
        FirstNotTheirs(request, viewer, area) is { } notTheirs
            ? [notTheirs]
            : [
                .. new[]
                {
                    await RespondentUnknownAsync(request, cancel),
                    await NumberKnownAsync(id, request, viewer, cancel),
                }.OfType<Refusal>(),
            ];

    private async Task<Refusal?> RespondentUnknownAsync(RaiseRequest request, CancellationToken cancel) =>
        request.Respondent is { } body && await bodies.FindAsync(body, cancel) is null
            ? new Refusal(RefusalKind.Invalid, RespondentUnknown, "The body complained of is not known here.")
            : null;

    // Who holds any post hears of matters in a group or a meeting, and says so.
    private static Refusal? FirstNotTheirs(RaiseRequest request, Viewer viewer, AreaCode area) =>
        viewer.IsSystem || viewer.May(Permission.FileForOthers, area) ? null
        : FirstSet(viewer.HoldsOffice() ? request with { Channel = null } : request);

    // The same matter sent again is no second order. Where the first one is, only who may read it there is told.
    private async Task<Refusal?> NumberKnownAsync(
        Guid id, RaiseRequest request, Viewer viewer, CancellationToken cancel)
    {
        if (request.OutsideNumber is not { Length: > 0 } number)
        {
            return null;
        }

        var known = await db.RowAsync<Order>(
            """
            select m.id, m.area_code from matter_numbers n join matters m on m.id = n.matter_id
            where n.platform = @platform and n.number = @number and m.id <> @id
              and not (m.source = @source and m.source_id = @sourceId)
            """,
            new
            {
                platform = request.Platform ?? RaiseRequest.DefaultPlatform,
                number,
                id,
                source = request.Source ?? RaiseRequest.Ours,
                sourceId = request.SourceId ?? id.ToString(),
            },
            cancel);
        return known is null ? null
            : viewer.IsSystem || viewer.May(Permission.ReadMatters, known.AreaCode) ? Known($"/matters/{known.Id}")
            : new(RefusalKind.Conflict, NumberElsewhere, "This number is here already, with another office.");
    }

    private static Refusal Known(string address) =>
        new(RefusalKind.Conflict, NumberKnown, $"This number is here already: {address}") { Details = [address] };

    private static Refusal Only(string field) =>
        new(RefusalKind.Forbidden, $"desk-only.{field}", "Only who enters matters at a desk there may say this.");
}
