using Bandeng.Kernel;

namespace Bandeng.Matters.Life;

/// <summary>
/// One life from raised to struck off. This part holds what a matter is; the other parts hold what happens to it.
/// Its words stand in the erasable store and are named here by id.
/// </summary>
internal sealed partial class Matter
{
    private Matter()
    {
        Kind = Source = SourceId = "";
    }

    public Guid Id { get; private init; }

    /// <summary>problem, order, dispute, patrol, errand, task: chooses the pack's selection of arrows.</summary>
    public string Kind { get; private init; }

    /// <summary>
    /// 代办: a way that is walked for somebody is no power, and a community walks it to whatever counter.
    /// </summary>
    public bool IsErrand => Kind == "errand";

    public MatterStage Stage { get; private set; }

    public RequestType RequestType { get; private set; }

    public Channel Channel { get; private init; }

    /// <summary>Null: nobody has sorted it yet; that refuses nothing.</summary>
    public string? CategoryCode { get; private set; }

    public AreaCode AreaCode { get; private set; }

    /// <summary>Which level of offices has it: community, town, county. Escalation moves it up.</summary>
    public AreaLevel HeldLevel { get; private set; }

    /// <summary>False: 待定位, known only at the area above.</summary>
    public bool Placed { get; private set; }

    /// <summary>Degrees, WGS-84.</summary>
    public double? Longitude { get; private set; }

    /// <summary>Degrees, WGS-84.</summary>
    public double? Latitude { get; private set; }

    public Guid TitleId { get; private set; }

    public Guid DetailId { get; private set; }

    public Guid? PlaceId { get; private set; }

    /// <summary>封存: what its raiser wrote of courts or discipline; nobody else reads it any more.</summary>
    public Guid? SealedTitleId { get; private set; }

    public Guid? SealedDetailId { get; private set; }

    public bool IsSealed => SealedDetailId is not null;

    /// <summary>急: first in every list; an urgent call is answered at once.</summary>
    public bool Urgent { get; private init; }

    /// <summary>保密件: name, telephone and room are hidden from the handler.</summary>
    public bool Protected { get; private set; }

    /// <summary>Since when everyone may read its words; null: category, place and stage only.</summary>
    public DateTimeOffset? LetOutAt { get; private set; }

    public DateTimeOffset RaisedAt { get; private init; }

    /// <summary>代报: who entered it for the raiser.</summary>
    public Guid? FiledBy { get; private init; }

    /// <summary>Where it came from; with <see cref="SourceId"/> its identity outside.</summary>
    public string Source { get; private init; }

    public string SourceId { get; private init; }

    /// <summary>Voices that wait for this handling, those of merged matters included.</summary>
    public int Voices { get; private set; }

    /// <summary>
    /// By how much this unit of work changes <see cref="Voices"/>: written as a difference, since others join
    /// meanwhile.
    /// </summary>
    public int VoicesMoved { get; private set; }

    /// <summary>被反映对象: never the sole handler, checker or caller.</summary>
    public Guid? RespondentBodyId { get; private init; }

    public Guid? MergedInto { get; private set; }

    /// <summary>The matter that this one takes up again for a voice that was not settled.</summary>
    public Guid? Continues { get; private init; }

    /// <summary>Grows by one with every act; two people acting at once cannot both win.</summary>
    public long Version { get; private set; }

    /// <summary>Whether nothing more is owed by the office.</summary>
    public bool IsClosed => Stages.Closed.Contains(Stage);

    /// <summary>What a new matter is made of.</summary>
    /// <param name="TitleId">The title's place in the erasable store.</param>
    public sealed record Birth(
        Guid Id, string Kind, RequestType RequestType, Channel Channel, AreaCode Area, Guid TitleId, Guid DetailId)
    {
        public string? CategoryCode { get; init; }

        public Guid? PlaceId { get; init; }

        public double? Longitude { get; init; }

        public double? Latitude { get; init; }

        public bool Urgent { get; init; }

        public bool Protected { get; init; }

        public bool LetOut { get; init; }

        public Guid? FiledBy { get; init; }

        public string Source { get; init; } = "bandeng";

        public string? SourceId { get; init; }

        public Guid? RespondentBodyId { get; init; }

        public DateTimeOffset? OuterDueAt { get; init; }

        public Guid? Continues { get; init; }

        public AreaLevel? HeldLevel { get; init; }
    }

    /// <summary>Records a matter; a place above the community is 待定位 until somebody places it.</summary>
    /// <param name="lookBy">By when the office has looked at it.</param>
    public static Matter Raise(Birth birth, DateTimeOffset now, DateTimeOffset? lookBy) => new()
    {
        Id = birth.Id,
        Kind = birth.Kind,
        Stage = birth.Continues is null ? MatterStage.Raised : MatterStage.Reopened,
        RequestType = birth.RequestType,
        Channel = birth.Channel,
        CategoryCode = birth.CategoryCode,
        AreaCode = birth.Area,
        HeldLevel = birth.HeldLevel ?? LevelOf(birth.Area),
        Placed = birth.Area.Level >= AreaLevel.Village,
        Longitude = birth.Longitude,
        Latitude = birth.Latitude,
        TitleId = birth.TitleId,
        DetailId = birth.DetailId,
        PlaceId = birth.PlaceId,
        Urgent = birth.Urgent,
        Protected = birth.Protected || IsAboutSomebody(birth.RequestType),
        LetOutAt = birth.LetOut ? now : null,
        RaisedAt = now,
        FiledBy = birth.FiledBy,
        Source = birth.Source,
        SourceId = birth.SourceId ?? birth.Id.ToString(),
        Voices = 1,
        RespondentBodyId = birth.RespondentBodyId,
        OuterDueAt = birth.OuterDueAt,
        Continues = birth.Continues,
        StageDueAt = lookBy,
        CalendarKnown = true,
    };

    /// <summary>Takes an arrow: the stage moves, the version grows.</summary>
    /// <param name="stageDue">By when the next step is due; null when nobody's step is.</param>
    public void Take(Arrow arrow, DateTimeOffset? stageDue)
    {
        Version++;
        if (arrow.To is { } next)
        {
            Stage = next;
            StageDueAt = stageDue;
        }
    }

    /// <summary>Puts words that say only this in the place of the raiser's own.</summary>
    public void Seal(Guid titleId, Guid detailId)
    {
        (SealedTitleId, SealedDetailId, TitleId, DetailId) = (TitleId, DetailId, titleId, detailId);
        LetOutAt = null;
    }

    public void LoseVoice() => MoveVoices(-1);

    public void LetOut(DateTimeOffset now) => LetOutAt = now;

    /// <summary>Corrects what was wrongly sorted; what is null stays.</summary>
    public void Sort(string? category, RequestType? type)
    {
        CategoryCode = category ?? CategoryCode;
        RequestType = type ?? RequestType;
        Protected = Protected || IsAboutSomebody(RequestType);
        LetOutAt = IsAboutSomebody(RequestType) ? null : LetOutAt;
    }

    /// <summary>Puts it in its place.</summary>
    public void Place(AreaCode area, double? longitude, double? latitude)
    {
        (AreaCode, Longitude, Latitude) = (area, longitude ?? Longitude, latitude ?? Latitude);
        Placed = area.Level >= AreaLevel.Village;
        HeldLevel = HeldLevel > LevelOf(area) ? LevelOf(area) : HeldLevel;
    }

    /// <summary>提级: the offices one level up hold it from now on.</summary>
    public void Rise(DateTimeOffset now)
    {
        KeepLateness(now);
        HeldLevel = HeldLevel is AreaLevel.Province ? HeldLevel : HeldLevel - 1;
        (BodyId, HandlerId, DueAt) = (null, null, null);
    }

    /// <param name="brought">Those that were merged into this one before: they follow.</param>
    public void MergeInto(Matter lead, IReadOnlyList<Matter> brought)
    {
        lead.MoveVoices(Voices);
        foreach (var matter in brought)
        {
            matter.MergedInto = lead.Id;
            MoveVoices(-matter.Voices);
        }

        MergedInto = lead.Id;
        if (OuterDueAt is { } due && (lead.OuterDueAt is not { } other || due < other))
        {
            lead.OuterDueAt = due;
        }

        lead.KeepWithin(DueAt);
        lead.Version++;
    }

    /// <summary>
    /// The platform it came from has set another deadline. A clerk's page that showed the old one is stale.
    /// </summary>
    public void MoveOuterDue(DateTimeOffset due)
    {
        OuterDueAt = due;
        Version++;
    }

    public void SplitFrom(Matter lead)
    {
        MergedInto = null;
        lead.MoveVoices(-Voices);
        lead.Version++;
    }

    private void MoveVoices(int by)
    {
        Voices += by;
        VoicesMoved += by;
    }

    // A neighbour or a property company that learns who complained meets them on the stairs.
    private static bool IsAboutSomebody(RequestType type) => type is RequestType.Complaint or RequestType.Report;

    // Offices begin at the community; below it, grids and buildings only say where.
    private static AreaLevel LevelOf(AreaCode area) => area.Level > AreaLevel.Village ? AreaLevel.Village : area.Level;
}
