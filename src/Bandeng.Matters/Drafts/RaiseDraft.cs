using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters.Drafts;

/// <summary>What somebody has said so far on the way to a matter; lives a day at most.</summary>
internal sealed record RaiseDraft
{
    /// <summary>The id that the matter will have: sending twice makes one.</summary>
    public required Guid MatterId { get; init; }

    /// <summary>Becomes the secret of the link, if the raiser stays anonymous.</summary>
    public required string Secret { get; init; }

    public string? Detail { get; init; }

    public RequestType RequestType { get; init; } = RequestType.Help;

    public Channel Channel { get; init; } = Channel.Web;

    /// <summary>An area code down to the building.</summary>
    public string? Area { get; init; }

    public string? PlaceWords { get; init; }

    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public bool IsForSomebodyElse { get; init; }

    public bool PublicWish { get; init; } = true;

    public bool Protected { get; init; }

    public IReadOnlyList<DraftFile> Files { get; init; } = [];

    /// <summary>What came of it; then nothing of the words is kept here any longer.</summary>
    public SentDraft? Sent { get; init; }

    /// <summary>Who sends a recording or photographs alone has said enough.</summary>
    public bool IsSaid => !string.IsNullOrWhiteSpace(Detail) || Files.Count > 0;

    /// <param name="wordless">What stands for words when there is a recording or photographs alone.</param>
    public RaiseRequest ToRequest(string wordless) => new()
    {
        Id = MatterId,
        RequestType = RequestType,
        Channel = Channel,
        Detail = string.IsNullOrWhiteSpace(Detail) && Files.Count > 0 ? wordless : Detail,
        Area = Area,
        PlaceWords = PlaceWords,
        Longitude = Longitude,
        Latitude = Latitude,
        Name = Name,
        Phone = Phone,
        IsForSomebodyElse = IsForSomebodyElse,
        PublicWish = PublicWish,
        Protected = Protected,
        Secret = Secret,
    };
}

/// <summary>A file that waits to be sent; cleaned already.</summary>
internal sealed record DraftFile(Guid Id, string Name, string MediaType, long Size);

/// <summary>What came of a draft.</summary>
/// <param name="Secret">For who stayed anonymous, until the page has shown it.</param>
/// <param name="IsTexted">The enquiry code went out by short message.</param>
/// <param name="IsJoined">A voice for a matter that was there already.</param>
internal sealed record SentDraft(Guid MatterId, string Code, string? Secret, bool IsTexted, bool IsJoined = false);
