using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Incubator.Queries;

/// <summary>An organization on its way as one line of a list.</summary>
internal sealed record IncubationRow(
    Guid Id, string Name, AreaCode AreaCode, IncubationStage Stage, DateOnly StageSince, string? Mentor,
    string? Incubator, long Papers,
    string? Contact, Guid? BodyId, long Version, Guid IdeaId);

/// <summary>A step with its words.</summary>
internal sealed record StepRow(IncubationStep Step, string? Words);

/// <summary>Social organizations on their way, by stage; one of them with its steps and papers.</summary>
internal sealed class ReadIncubations(BandengDb db)
{
    public const int Page = 50;

    private const string Columns =
        """
        i.id, i.name, i.area_code, i.stage, i.stage_since, m.display_name as mentor, b.name as incubator,
            (select count(*) from incubation_papers p where p.incubation_id = i.id) as papers, c.display_name as contact, i.body_id, i.version, i.idea_id
        from incubations i left join person_names m on m.id = i.mentor_id left join person_names c on c.id = i.contact_id
            left join body_facts b on b.id = i.incubator_id
        """;

    private sealed record StageCount(IncubationStage Stage, long Number);

    /// <param name="after">The last of the page before.</param>
    public async Task<IReadOnlyList<IncubationRow>> ListAsync(
        AreaCode area, IncubationStage? stage, Guid? after, int most, CancellationToken cancel)
    {
        var last = after is { } id ? await FindAsync(id, cancel) : null;
        return await db.RowsAsync<IncubationRow>(
            $"""
            select {Columns}
            where i.area_code between @first and @last {(stage is null ? "" : "and i.stage = @stage")}
                and (i.area_code > @afterArea or i.area_code = @afterArea and i.id > @afterId)
            order by i.area_code, i.id limit {most}
            """,
            new { first = area.Range.First, last = area.Range.Last, stage = stage?.ToString(), afterArea = last?.AreaCode.Value ?? 0, afterId = last?.Id ?? Guid.Empty },
            cancel);
    }

    public Task<IncubationRow?> FindAsync(Guid id, CancellationToken cancel) =>
        db.RowAsync<IncubationRow>($"select {Columns} where i.id = @id", new { id }, cancel);

    public async Task<IReadOnlyDictionary<IncubationStage, long>> CountAsync(AreaCode area, CancellationToken cancel) =>
        (await db.RowsAsync<StageCount>(
            "select stage, count(*) as number from incubations where area_code between @first and @last group by stage",
            new { first = area.Range.First, last = area.Range.Last },
            cancel)).ToDictionary(row => row.Stage, row => row.Number);

    public Task<string?> IdeaAsync(IncubationRow row, CancellationToken cancel) => db.TextAsync(row.IdeaId, cancel);

    public async Task<IReadOnlyList<StepRow>> StepsAsync(Guid id, CancellationToken cancel)
    {
        var steps = await db.IncubationSteps.AsNoTracking().Where(step => step.IncubationId == id)
            .OrderBy(step => step.Position).ToListAsync(cancel);
        var words = await db.TextsAsync([.. steps.Select(step => step.WordsId).OfType<Guid>()], cancel);
        return [.. steps.Select(
            step => new StepRow(step, step.WordsId is { } text ? words.GetValueOrDefault(text) : null))];
    }

    public Task<List<IncubationPaper>> PapersAsync(Guid id, CancellationToken cancel) =>
        db.IncubationPapers.AsNoTracking()
        .Where(paper => paper.IncubationId == id).OrderBy(paper => paper.OnDay)
        .ThenBy(paper => paper.Id).ToListAsync(cancel);
}
