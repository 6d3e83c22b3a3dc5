using Bandeng.Members.Pages;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Members.Queries;

/// <summary>Where a person signed in as a member or for their unit, and the hours that were entered for them.</summary>
internal sealed class HeldService(ReadMembers read, IAreas areas, IStringLocalizer<MembersText> texts) : IHeld
{
    public string Key => "members";

    public int Order => 40;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var reports = await read.OfPersonAsync(person.PersonId, cancel);
        var names = await areas.NamesAsync(reports.Select(row => row.AreaCode), cancel);
        var records = new List<HeldRecord>();
        foreach (var row in reports)
        {
            var (wish, skills) = await read.WordsAsync(row, cancel);
            records.Add(new(names.GetValueOrDefault(row.AreaCode)?.FullName ?? row.AreaCode.ToString(),
            [
                new("state", texts["state"], texts[$"state.{row.State}"]),
                new("askedOn", texts["since"], Hours.Day(row.AskedOn)),
                new("homeUnit", texts["home-unit"], row.HomeUnit),
                new("unit", texts["unit"], row.Unit),
                new("branch", texts["branch"], row.Branch),
                new("wish", texts["wish"], wish ?? texts["erased"].Value),
                new("skills", texts["skills"], row.SkillsId is null ? null : skills ?? texts["erased"].Value),
                new("free", texts["free"], texts["free.hours", Hours.Say(row.MinutesWeek)]),
                new("hours", texts["hours"], Hours.Say(row.Minutes)),
            ]));
            records.AddRange((await read.ServiceAsync(row.Id, cancel)).Select(Served));
        }

        return new(Key, texts["my"], texts["held.ground"], false, records);
    }

    private HeldRecord Served(ServiceRow row) => new(Hours.Day(row.Entry.OnDay),
    [
        new("activity", texts["service.activity"], row.Activity ?? texts["erased"].Value),
        new("hours", texts["service.hours"], Hours.Say(row.Entry.Minutes)),
        new("state", texts["state"], texts[$"service.state.{row.Entry.State}"]),
    ]);
}
