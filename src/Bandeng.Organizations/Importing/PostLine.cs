using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Bandeng.Territory;

namespace Bandeng.Organizations.Importing;

/// <summary>A post as a row tells it.</summary>
/// <param name="Phone">As <see cref="PhoneNumber.Normalize"/> gives it; null without one.</param>
/// <param name="From">Today where the row has no first day; its last day where that has passed.</param>
/// <param name="IsOver">
/// The row has a last day that has passed and no first one: it can only end a post on file.
/// </param>
internal sealed record ToldPost(
    SheetRow Row, string Name, string? Phone, Role Role, string? Title, AreaCode Area, Guid? BodyId, DateOnly From,
    DateOnly? To, bool IsOver)
{
    /// <summary>The last day of a new post where the row has none: that of the body.</summary>
    public DateOnly? UsualTo { get; init; }
}

/// <summary>Reads rows of lists of posts.</summary>
internal sealed class PostLine(SheetTable table, AreaBook areas, BodyBook bodies, DateOnly today)
{
    public ToldPost? Read(SheetRow row, out SheetFault? fault)
    {
        var cells = new SheetCells(table, row);
        var name = cells.Text(PostGuide.Name, PersonOnFile.NameMax);
        if (name is null)
        {
            cells.Refuse("person.name", PostGuide.Name);
        }
        else if (SheetCells.NamesSeveral(name))
        {
            cells.Refuse("person.several", PostGuide.Name);
        }

        var (role, title) = RoleOf(cells);
        var (first, last) = (cells.Day(PostGuide.From), cells.Day(PostGuide.To));
        var (area, body) = Where(row, cells, role, last);
        var isOver = first is null && last < today;
        var told = new ToldPost(
            row, name ?? "", cells.Phone(PostGuide.Phone), role, title, area, body?.Id,
            first ?? (isOver ? last!.Value : today), last, isOver)
        {
            UsualTo = body?.ValidTo,
        };
        if (told.To < told.From)
        {
            cells.Refuse("post.last-day", PostGuide.To);
        }

        if (told.UsualTo is { } ends && (ends < told.From || told.To > ends))
        {
            cells.Refuse("post.past-branch", told.To > ends ? PostGuide.To : PostGuide.From, Day.Text(ends));
        }

        fault = cells.Fault;
        return fault is null ? told : null;
    }

    private static (Role Role, string? Title) RoleOf(SheetCells cells)
    {
        var words = cells.Text(PostGuide.Post, Post.TitleMax);
        if (words is not null && PostGuide.RoleOf(words) is { } known)
        {
            return known;
        }

        cells.Refuse("post.role-unknown", PostGuide.Post, words);
        return default;
    }

    /// <summary>A post in a body is where the body sits, unless the row names a place.</summary>
    private (AreaCode Area, BodyOnFile? Body) Where(SheetRow row, SheetCells cells, Role role, DateOnly? last)
    {
        var words = AreaGuide.Read(table, row);
        var named = words != new AreaWords("", "", "", "", "", "");
        SheetFault? nowhere = null;
        var area = named ? areas.Find(words, out nowhere) : null;
        cells.Refuse(nowhere);
        var body = cells.Text(PostGuide.Body, BodyOnFile.NameMax) is { } name ? BodyOf(name, area, last, cells)
            : null;
        if (body is null && PostGuide.NeedsBody(role))
        {
            cells.Refuse("post.body", PostGuide.Body);
        }

        if (!named && body is null)
        {
            area = areas.Find(words, out nowhere);
            cells.Refuse(nowhere);
        }

        var place = area ?? body?.AreaCode ?? default;
        cells.Refuse(FaultOf(role, place));
        return (place, body);
    }

    private BodyOnFile? BodyOf(string name, AreaCode? area, DateOnly? last, SheetCells cells)
    {
        var body = bodies.Meant(name, area, last, PostGuide.Body, out var unknown);
        cells.Refuse(unknown);
        return body;
    }

    private static SheetFault? FaultOf(Role role, AreaCode place) =>
        place == default ? null
        : PostGuide.NeedsBuilding(role)
        && place.Level is not AreaLevel.Building ? new("post.building", AreaGuide.Building)
        : role is Role.CareLeader && place.Level is not AreaLevel.Village ? new("post.community", AreaGuide.Community)
        : null;
}
