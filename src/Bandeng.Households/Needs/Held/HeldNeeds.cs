using Bandeng.Households.Needs.Acts;
using Bandeng.Households.Pages.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Needs.Held;

/// <summary>Care that a person is given: it rests on their consent, and ends and is erased as they say.</summary>
internal sealed class HeldNeeds(
    BandengDb db, SecretBox box, NeedKinds kinds, KeepNeed keep, IStringLocalizer<NeedsText> texts) : IHeld
{
    public string Key => "care";

    public int Order => 20;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var needs = await MineAsync(person).AsNoTracking().OrderBy(need => need.CreatedAt).ToListAsync(cancel);
        var words = await db.TextsAsync([.. needs.Select(need => need.PurposeId)], cancel);
        var names = (await kinds.AllAsync(cancel)).GroupBy(kind => kind.Code)
            .ToDictionary(group => group.Key, group => group.First().Name);
        return new(Key, texts["held.care"], texts["held.care.ground"], true,
            [.. needs.Select(need => Record(
                need, names.GetValueOrDefault(need.Kind, need.Kind), words.GetValueOrDefault(need.PurposeId)))]);
    }

    public async Task EraseAsync(HeldPerson person, string ground, Viewer by, CancellationToken cancel)
    {
        foreach (var need in await MineAsync(person).Where(need => need.ErasedAt == null).ToListAsync(cancel))
        {
            if (need.EndedOn is null)
            {
                await keep.WithdrawAsync(need, by.Name, by, cancel);
            }

            await keep.EraseAsync(need, ground, by, cancel);
        }
    }

    private IQueryable<Need> MineAsync(HeldPerson person)
    {
        var ids = person.ResidentIds.ToArray();
        return db.Needs.Where(need => ids.Contains(need.ResidentId));
    }

    private HeldRecord Record(Need need, string kind, string? purpose) => new(kind,
    [
        new("purpose", texts["purpose"], purpose ?? texts["erased"]),
        new(
            "seenBy", texts["seen-by"],
            string.Join("、", need.Seers.Select(level => texts[$"seer.{level}"].Value).Prepend(texts["seer.clerk"]))),
        new("consent", texts["consent"], $"{texts[$"by.{need.ConsentBy}"]} · {texts[$"way.{need.ConsentWay}"]} · {HeldRegister.Day(need.ConsentOn)}"),
        new("guardian", texts["guardian"], box.Unprotect(need.ConsentName)),
        new("from", texts["from"], HeldRegister.Day(need.ValidFrom)),
        new("until", texts["until"], HeldRegister.Day(need.EndedOn ?? need.EndsOn)),
        new("ended", texts["ended-why"], need.EndedWhy is { } why ? texts[$"why.{why}"].Value : null),
        new("note", texts["note"], box.Unprotect(need.Note)),
        new("certificate", texts["certificate"], box.Unprotect(need.Certificate)),
        new("contactName", texts["contact-name"], box.Unprotect(need.ContactName)),
        new("contact", texts["contact"], box.Unprotect(need.Contact)),
        new("lastVisit", texts["last-visit"], HeldRegister.Day(need.LastVisit)),
    ], need.EndedOn is null ? need.Id : null);
}
