using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs.Acts;

/// <summary>A kind of care as a form tells of it.</summary>
internal sealed record NewNeedKind(
    string? Code, string? Name, string? English, int? VisitDays, int? MostDays, DateOnly? From);

/// <summary>
/// Changes kinds of care and how long records are kept, from a day on: what was before keeps its days.
/// </summary>
internal sealed class KeepNeedRules(BandengDb db, EraseByRule rules, TimeProvider clock)
{
    private static readonly Refusal Later = new(
        RefusalKind.Conflict, "rule.later", "A later change is on file already.");

    public async Task<Result<string>> KindAsync(NewNeedKind form, Viewer by, CancellationToken cancel)
    {
        var (code, name) = (form.Code?.Trim().ToLowerInvariant() ?? "", form.Name?.Trim() ?? "");
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var fault = code.Length is 0 or > 20 || code.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') ? "rule.code"
            : name.Length is 0 or > 20 || form.English?.Trim().Length > 40 ? "rule.name"
            : form.VisitDays is not (>= 1 and <= 366) ? "rule.visit-days"
            : form.MostDays is not (>= 1 and <= 1830) ? "rule.most-days"
            : form.From is null || form.From < today ? "rule.from" : null;
        if (fault is not null)
        {
            return NeedRefusals.Invalid(fault);
        }

        return await ReplaceAsync(
            "need_kinds", "code", code, form.From!.Value, "name, name_en, visit_days, most_days",
            "@name, @english, @visit, @most",
            new { key = code, from = form.From, name, english = form.English?.Trim() ?? "", visit = form.VisitDays, most = form.MostDays },
            "need.kind", new() { ["code"] = code, ["visitDays"] = form.VisitDays, ["mostDays"] = form.MostDays, ["from"] = form.From }, by, cancel);
    }

    public async Task<Result<string>> RetentionAsync(
        string? kind, int? days, string? ground, DateOnly? from, Viewer by, CancellationToken cancel)
    {
        var words = ground?.Trim() ?? "";
        var fault = !(await rules.RulesAsync(cancel)).Any(rule => rule.Kind == kind) ? "rule.code"
            : days is not (>= 1 and <= 36500) ? "rule.days"
            : words.Length is < 2 or > 60 ? "rule.ground"
            : from is null || from < ChinaTime.DayOf(clock.GetUtcNow()) ? "rule.from" : null;
        if (fault is not null)
        {
            return NeedRefusals.Invalid(fault);
        }

        return await ReplaceAsync(
            "retention_rules", "kind", kind!, from!.Value, "days, ground", "@days, @words",
            new { key = kind, from, days, words },
            "retention.set", new() { ["kind"] = kind, ["days"] = days, ["from"] = from }, by, cancel);
    }

    // Names of tables and columns come from above, never from a person.
    private async Task<Result<string>> ReplaceAsync(
        string table, string column, string key, DateOnly from, string columns, string values, object parameters,
        string action,
        Dictionary<string, object?> facts, Viewer by, CancellationToken cancel)
    {
        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        if (await db.RowAsync<long>($"select count(*) from {table} where {column} = @key and valid_from > @from", new { key, from }, cancel) > 0)
        {
            return Later;
        }

        await db.ExecuteAsync(
            $"delete from {table} where {column} = @key and valid_from = @from", new { key, from }, cancel);
        await db.ExecuteAsync(
            $"update {table} set valid_to = @from where {column} = @key and valid_to is null", new { key, from },
            cancel);
        await db.ExecuteAsync(
            $"insert into {table} ({column}, valid_from, {columns}) values (@key, @from, {values})", parameters,
            cancel);
        var acting = by.PostsWith(Permission.ManageRules).FirstOrDefault() is { } post
            ? by with { ActingPost = post }
            : by;
        db.Record(
            new TrailEntry("rule", Guid.CreateVersion7(), null, action, acting, clock.GetUtcNow()) { Facts = facts });
        await db.SaveAsync(cancel);
        await whole.CommitAsync(cancel);
        return key;
    }
}
