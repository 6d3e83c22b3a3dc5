using System.Text.Json.Serialization;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>What somebody sends when raising a matter. Only the detail is required.</summary>
public sealed record RaiseRequest
{
    /// <summary>The source of matters that came in by ourselves.</summary>
    public const string Ours = "bandeng";

    /// <summary>The platform that a number without one belongs to.</summary>
    public const string DefaultPlatform = "12345";

    /// <summary>Made by the sender; the same id twice makes one matter.</summary>
    public Guid? Id { get; init; }

    /// <summary>problem, order, dispute, patrol, errand.</summary>
    public string Kind { get; init; } = "problem";

    public RequestType? RequestType { get; init; }

    /// <summary>Up to 120 characters; left out, it is the beginning of the detail.</summary>
    public string? Title { get; init; }

    /// <summary>1–20,000 characters.</summary>
    public string? Detail { get; init; }

    public string? Category { get; init; }

    /// <summary>An area code down to the building, as the QR code on a door carries it.</summary>
    public string? Area { get; init; }

    /// <summary>Where, in words.</summary>
    public string? PlaceWords { get; init; }

    /// <summary>Degrees, WGS-84.</summary>
    public double? Longitude { get; init; }

    /// <summary>Degrees, WGS-84.</summary>
    public double? Latitude { get; init; }

    public Channel? Channel { get; init; }

    public bool Urgent { get; init; }

    /// <summary>保密件: keep name and telephone from the handler.</summary>
    public bool Protected { get; init; }

    /// <summary>Whether the raiser agrees that everyone may read the words.</summary>
    public bool PublicWish { get; init; }

    /// <summary>诉求人's name, up to 60 characters.</summary>
    public string? Name { get; init; }

    /// <summary>诉求人's telephone.</summary>
    public string? Phone { get; init; }

    /// <summary>
    /// Telephones as another system sent them, where they are more than a bare number: closed with the matter in place
    /// of
    /// <see cref="Phone"/>, which is the first of them.
    /// </summary>
    [JsonIgnore]
    public string? PhonesAsSent { get; init; }

    /// <summary>被反映对象, when it is a body known here.</summary>
    public Guid? Respondent { get; init; }

    /// <summary>The platform that an outside number belongs to: 12345.</summary>
    public string? Platform { get; init; }

    /// <summary>工单编号.</summary>
    public string? OutsideNumber { get; init; }

    /// <summary>The outside order's own deadline.</summary>
    public DateTimeOffset? OuterDueAt { get; init; }

    /// <summary>With <see cref="SourceId"/> the identity of an imported matter.</summary>
    public string? Source { get; init; }

    public string? SourceId { get; init; }

    /// <summary>代报, or taken in at a desk: the raiser is somebody other than the sender.</summary>
    public bool IsForSomebodyElse { get; init; }

    /// <summary>
    /// What the installation itself puts onto the trail beside the act: that it was imported, say. Never from outside.
    /// </summary>
    internal IReadOnlyDictionary<string, object?>? Facts { get; init; }

    /// <summary>
    /// 查询码 that the sender was told already, of a letter that a person has let in. Never from outside.
    /// </summary>
    internal string? Code { get; init; }

    /// <summary>
    /// What came along that the office alone reads: an e-mail address, a picture elsewhere. Never from outside.
    /// </summary>
    internal string? Aside { get; init; }

    /// <summary>
    /// Makes a row that is saved with the matter, given the id under which the aside is kept. Never from outside.
    /// </summary>
    internal Func<Guid?, object>? Beside { get; init; }

    /// <summary>
    /// The secret that our own page made for somebody anonymous, so that sending twice gives the same link. No program
    /// can choose one.
    /// </summary>
    [JsonIgnore]
    public string? Secret { get; init; }
}
