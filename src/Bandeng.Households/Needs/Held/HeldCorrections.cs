using System.Text.Json;
using Bandeng.Households.Pages.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Needs.Held;

/// <summary>What a person asked to have put right, and what they were answered.</summary>
internal sealed class HeldCorrections(BandengDb db, SecretBox box, IStringLocalizer<NeedsText> texts) : IHeld
{
    public string Key => "corrections";

    public int Order => 22;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var mine = await db.Corrections.AsNoTracking().Where(one => one.AskedBy == person.PersonId)
            .OrderByDescending(one => one.AskedAt).ThenBy(one => one.Id).ToListAsync(cancel);
        var words = await db.TextsAsync([.. mine.Select(one => one.AnswerId).OfType<Guid>()], cancel);
        return new(
            Key, texts["corrections"], texts["held.corrections.ground"], false,
            [.. mine.Select(one => Record(one, words))]);
    }

    private HeldRecord Record(Correction one, IReadOnlyDictionary<Guid, string?> words)
    {
        var asked = box.Unprotect(one.Asked) is { } text ? JsonSerializer.Deserialize<Corrected>(text) : null;
        return new(HeldRegister.Day(ChinaTime.DayOf(one.AskedAt))!,
        [
            new("state", texts["correction.state"], texts[$"correction.state.{one.State}"]),
            new("name", texts["name"], asked?.Name),
            new("sex", texts["sex"], asked?.Sex is { } sex ? texts[$"sex.{sex}"].Value : null),
            new("birthDate", texts["birth-date"], HeldRegister.Day(asked?.BirthDate)),
            new("phone", texts["phone"], asked?.Phone),
            new("words", texts["words"], asked is null ? texts["erased"].Value : asked.Words),
            new(
                "answer", texts["answer"],
                one.AnswerId is { } id ? words.GetValueOrDefault(id) ?? texts["erased"].Value : null),
            new(
                "decidedAt", texts["correction.decided"],
                one.DecidedAt is { } at ? HeldRegister.Day(ChinaTime.DayOf(at)) : null),
        ]);
    }
}
