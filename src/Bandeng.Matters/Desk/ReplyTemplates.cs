using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;

namespace Bandeng.Matters.Desk;

/// <summary>A prepared reply with the matter's own words in place of {查询码} {单位} {时限}.</summary>
public sealed record TemplateText(Guid Id, string Name, string Text);

/// <summary>A list of prepared replies beside the field that they go into.</summary>
/// <param name="FieldId">The id of a textarea.</param>
public sealed record TemplateChoice(string FieldId, IReadOnlyList<TemplateText> Texts);

/// <summary>回复模板: what an office has written once and says often. One of a town serves its communities.</summary>
internal sealed class ReplyTemplates(BandengDb db, IBodies bodies, TimeWords times, TimeProvider clock)
{
    private const int NameMax = 40;
    private const int BodyMax = 2_000;

    /// <summary>A template as its keepers see it.</summary>
    public sealed record Template(Guid Id, AreaCode AreaCode, string? CategoryCode, string Name, string Body);

    private static readonly Refusal BadName = new(
        RefusalKind.Invalid, "desk.template-name", "A name of 1 to 40 characters.");
    private static readonly Refusal BadBody = new(
        RefusalKind.Invalid, "desk.template-body", "A text of 1 to 2,000 characters.");
    private static readonly Refusal NotYours = new(
        RefusalKind.Forbidden, "desk.template-area", "Not inside your post.");

    private static Refusal Unknown => new(RefusalKind.NotFound, "desk.template-unknown", "There is no such template.");

    /// <summary>
    /// Those that serve one of the viewer's posts: of the post's own area, of those inside it, of those around it.
    /// </summary>
    public async Task<IReadOnlyList<Template>> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        var all = await db.RowsAsync<Template>(
            "select id, area_code, category_code, name, body from reply_templates where retired_at is null order by name, id",
            null, cancel);
        var posts = viewer.PostsWith(Permission.ReadMatters).Select(post => post.Area).ToList();
        return [.. all.Where(one => posts.Any(area => area.Contains(one.AreaCode) || one.AreaCode.Contains(area)))];
    }

    /// <summary>Those that fit a matter, filled in; those of its category first.</summary>
    public async Task<IReadOnlyList<TemplateText>> ForAsync(DeskRow row, Viewer viewer, CancellationToken cancel)
    {
        var fitting = (await ListAsync(viewer, cancel))
            .Where(one =>
                one.AreaCode.Contains(row.AreaCode)
                    && (one.CategoryCode is null || one.CategoryCode == row.CategoryCode))
            .OrderBy(one => one.CategoryCode is null)
            .ToList();
        if (fitting is [])
        {
            return [];
        }

        var code = await db.RowAsync<string>(
            "select code from matter_voices where matter_id = @Id and is_raiser = @yes", new { row.Id, yes = true },
            cancel);
        var body = row.BodyId is { } id ? (await bodies.FindAsync(id, cancel))?.Name : null;
        return [.. fitting.Select(one => new TemplateText(one.Id, one.Name, Fill(one.Body, code, body, row.DueAt)))];
    }

    /// <summary>Writes a template, or another version of one: the old one is retired, not changed.</summary>
    public async Task<Result<Template>> WriteAsync(Template template, Viewer viewer, CancellationToken cancel)
    {
        var written = template with { Name = template.Name.Trim(), Body = template.Body.Trim() };
        if (written.Name.Length is 0 or > NameMax)
        {
            return BadName;
        }

        if (written.Body.Length is 0 or > BodyMax)
        {
            return BadBody;
        }

        return viewer.PostFor(Permission.DispatchMatters, template.AreaCode) is { } post
            ? await ReplaceAsync(written, viewer with { ActingPost = post }, cancel)
            : NotYours;
    }

    /// <summary>Takes a template out of use.</summary>
    public async Task<Result<Template>> RetireAsync(Guid id, Viewer viewer, CancellationToken cancel)
    {
        var found = (await ListAsync(viewer, cancel)).FirstOrDefault(one => one.Id == id);
        if (found is null || viewer.PostFor(Permission.DispatchMatters, found.AreaCode) is not { } post)
        {
            return Unknown;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await RetireAsync(found, viewer with { ActingPost = post }, cancel);
        await db.SaveAsync(cancel);
        await transaction.CommitAsync(cancel);
        return found;
    }

    /// <summary>Puts what is known in place of the marks; what is not known yet stays a mark, to be seen.</summary>
    internal string Fill(string body, string? code, string? bodyName, DateTimeOffset? due) => body
        .Replace("{查询码}", code ?? "{查询码}", StringComparison.Ordinal)
        .Replace("{单位}", bodyName ?? "{单位}", StringComparison.Ordinal)
        .Replace("{时限}", due is { } at ? times.At(at) : "{时限}", StringComparison.Ordinal);

    private async Task<Template> ReplaceAsync(Template written, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if ((await ListAsync(by, cancel)).FirstOrDefault(one => one.Id == written.Id) is { } before
            && by.May(Permission.DispatchMatters, before.AreaCode))
        {
            await RetireAsync(before, by, cancel);
        }

        var fresh = written with { Id = Guid.CreateVersion7(now) };
        await db.ExecuteAsync(
            """
            insert into reply_templates (id, area_code, category_code, name, body, written_by, written_at)
            values (@Id, @AreaCode, @CategoryCode, @Name, @Body, @PersonId, @now)
            """,
            new { fresh.Id, fresh.AreaCode, fresh.CategoryCode, fresh.Name, fresh.Body, by.PersonId, now }, cancel);
        db.Record(new TrailEntry("template", fresh.Id, fresh.AreaCode, "template.Write", by, now));
        await db.SaveAsync(cancel);
        await transaction.CommitAsync(cancel);
        return fresh;
    }

    private async Task RetireAsync(Template template, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await db.ExecuteAsync(
            "update reply_templates set retired_at = @now where id = @Id and retired_at is null",
            new { template.Id, now }, cancel);
        db.Record(new TrailEntry("template", template.Id, template.AreaCode, "template.Retire", by, now));
    }
}
