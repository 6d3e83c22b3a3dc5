using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Matters.Pages.Residents;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Queries;

/// <summary>What a person raised or joined, in their own words, and what they said of how it was settled.</summary>
internal sealed class HeldMatters(
    BandengDb db, SecretBox box, IStringLocalizer<ResidentText> texts, IStringLocalizer<MattersText> states) : IHeld
{
    private sealed record Own(Voice Voice, Matter Matter);

    public string Key => "matters";

    public int Order => 60;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var matters = db.Matters;
        var mine = await db.Voices.AsNoTracking().Where(voice => voice.PersonId == person.PersonId)
            .Join(matters, voice => voice.MatterId, matter => matter.Id, (voice, matter) => new Own(voice, matter))
            .ToListAsync(cancel);
        var words = await db.TextsAsync([.. mine.SelectMany(TextsOf).Distinct()], cancel);
        return new(
            Key, texts["my"], texts["held.ground"], false,
            [.. mine.OrderByDescending(one => one.Voice.At).Select(one => Record(one, words))]);
    }

    // Who joined said nothing of their own.
    private static IEnumerable<Guid> TextsOf(Own one) => new[]
    {
        one.Voice.IsRaiser ? one.Matter.SealedTitleId ?? one.Matter.TitleId : (Guid?)null,
        one.Voice.IsRaiser ? one.Matter.SealedDetailId ?? one.Matter.DetailId : null,
        one.Voice.IsRaiser ? one.Matter.PlaceId : null,
        one.Voice.NameId,
    }.OfType<Guid>();

    private HeldRecord Record(Own one, IReadOnlyDictionary<Guid, string?> words)
    {
        var (voice, matter) = (one.Voice, one.Matter);
        string? Said(Guid? id) => id is { } text ? words.GetValueOrDefault(text) ?? texts["held.erased"].Value : null;
        return new(voice.Code,
        [
            new("at", texts["held.at"], ChinaTime.Show(voice.At)),
            new("stage", texts["held.stage"], states[$"stage.{matter.Stage}"]),
            new(
                "subject", texts["held.title"],
                voice.IsRaiser ? Said(matter.SealedTitleId ?? matter.TitleId) : texts["held.joined"].Value),
            new("detail", texts["held.detail"], voice.IsRaiser ? Said(matter.SealedDetailId ?? matter.DetailId) : null),
            new("place", texts["held.place"], voice.IsRaiser ? Said(matter.PlaceId) : null),
            new("name", texts["held.name"], Said(voice.NameId)),
            new("phone", texts["held.phone"], box.Unprotect(voice.PhoneCipher)),
            new(
                "outcome", texts["held.outcome"],
                voice.Outcome is { } outcome ? states[$"outcome.{outcome}"].Value : null),
            new("rating", texts["held.rating"], voice.Rating is { } rating ? states[$"rating.{rating}"].Value : null),
        ]);
    }
}
