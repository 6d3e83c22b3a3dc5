using Bandeng.Households.People;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Households.Importing;

/// <summary>One row as it was told: where, and who; a household may be told without anybody in it.</summary>
internal sealed record ToldLine(SheetRow Row, DoorWords? Where, string Number, ToldResident? Who, SheetFault? Fault)
{
    public static ToldLine Refused(SheetRow row, SheetFault fault) => new(row, null, "", null, fault);
}

/// <summary>
/// Reads rows of lists of households and people. Knows no database, so that many rows are read at once.
/// </summary>
internal sealed class PersonLine(SheetTable table, bool isHouseholds, DateOnly today)
{
    private const int NumberMax = 40;

    private static readonly string[] Nothing = ["", "无", "/", "-", "—", "暂无", "不详", "没有"];

    /// <summary>Whether the list has a column for a field.</summary>
    public bool Has(string key) => table.Has(key);

    public ToldLine Read(SheetRow row)
    {
        if (table.FaultOf(row) is { } broken)
        {
            return ToldLine.Refused(row, broken);
        }

        if (Where(row) is not { } where)
        {
            return ToldLine.Refused(
                row, new("door.missing", table.Has(PeopleGuide.Room) ? PeopleGuide.Room : PeopleGuide.Address));
        }

        var number = Text(row, PeopleGuide.Number);
        var who = Who(row, out var fault);
        fault ??= number.Length > NumberMax ? new("household.number", PeopleGuide.Number) : null;
        return new(row, where, number, who, fault);
    }

    private string Text(SheetRow row, string key) => table.At(row, key).Text.TrimStart('\'').Trim();

    private string Given(SheetRow row, string key) => Text(row, key) is var text && Nothing.Contains(text) ? "" : text;

    private DoorWords? Where(SheetRow row)
    {
        var (community, building, room) = (
            Text(row, PeopleGuide.Community), Text(row, PeopleGuide.Building), Text(row, PeopleGuide.Room));
        return building.Length > 0 && room.Length > 0
            ? new(community, Text(row, PeopleGuide.Estate), building, Text(row, PeopleGuide.Unit), room)
            : DoorWords.OfAddress(community, Text(row, PeopleGuide.Address));
    }

    private ToldResident? Who(SheetRow row, out SheetFault? fault)
    {
        var name = Given(row, PeopleGuide.Name);
        fault = name.Length > Resident.NameMax || (name.Length == 0 && !isHouseholds)
            ? new("resident.name", PeopleGuide.Name)
            : SheetCells.NamesSeveral(name) ? new("resident.several", PeopleGuide.Name)
            : null;
        if (fault is not null || name.Length == 0)
        {
            return null;
        }

        var id = IdOf(row, ref fault);
        var relation = isHouseholds ? Membership.Head : Given(row, PeopleGuide.Relation);
        if (relation.Length > Membership.RelationMax)
        {
            fault ??= new("resident.relation", PeopleGuide.Relation);
        }

        return new(
            name, SexOf(row, id, ref fault), BirthOf(row, id, ref fault), id, PhoneOf(row, ref fault),
            relation is "本人" or "户主本人" ? Membership.Head : relation);
    }

    private IdNumber? IdOf(SheetRow row, ref SheetFault? fault)
    {
        if (Given(row, PeopleGuide.IdNumber).Length == 0)
        {
            return null;
        }

        var id = IdNumber.Read(table.At(row, PeopleGuide.IdNumber), out var wrong);
        fault ??= wrong is null ? null : new(wrong, PeopleGuide.IdNumber);
        return id;
    }

    private Sex? SexOf(SheetRow row, IdNumber? id, ref SheetFault? fault)
    {
        var told = Given(row, PeopleGuide.Sex).ToUpperInvariant() switch
        {
            "" => id?.Sex,
            "男" or "男性" or "M" or "MALE" or "1" => Sex.Male,
            "女" or "女性" or "F" or "FEMALE" or "2" => Sex.Female,
            _ => (Sex?)null,
        };
        if (told is null && Given(row, PeopleGuide.Sex).Length > 0)
        {
            fault ??= new("resident.sex", PeopleGuide.Sex);
        }

        fault ??= id is not null && told != id.Sex ? new("id.sex", PeopleGuide.Sex) : null;
        return told;
    }

    private DateOnly? BirthOf(SheetRow row, IdNumber? id, ref SheetFault? fault)
    {
        if (Given(row, PeopleGuide.BirthDate).Length == 0)
        {
            fault ??= id?.BirthDate > today ? new("resident.unborn", PeopleGuide.IdNumber) : null;
            return id?.BirthDate;
        }

        var cell = table.At(row, PeopleGuide.BirthDate);
        if (!SheetDay.TryRead(cell, out var day))
        {
            if (id is not null && SheetDay.IsMonthOf(cell, id.BirthDate))
            {
                return id.BirthDate;
            }

            fault ??= new("resident.birth-date", PeopleGuide.BirthDate);
            return null;
        }

        fault ??= id is not null && day != id.BirthDate ? new("id.birth-date", PeopleGuide.BirthDate)
            : day > today ? new("resident.unborn", PeopleGuide.BirthDate)
            : null;
        return day;
    }

    private string? PhoneOf(SheetRow row, ref SheetFault? fault)
    {
        var typed = Given(row, PeopleGuide.Phone);
        if (typed.Length == 0)
        {
            return null;
        }

        if (PhoneNumber.Normalize(typed).TryGet(out var number, out _))
        {
            return number;
        }

        fault ??= new("phone.unreadable", PeopleGuide.Phone);
        return null;
    }
}
