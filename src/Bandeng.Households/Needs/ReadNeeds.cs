using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Dapper;

namespace Bandeng.Households.Needs;

/// <summary>Which care a list shows; everything stands in the address.</summary>
/// <param name="Show">open, due, ending, ended.</param>
/// <param name="Search">A part of the name, or a whole number: certificate, relative's telephone, identity
/// number.</param>
/// <param name="After">The key of the row before the page.</param>
internal sealed record NeedFilter(
    string? Kind = null, string Show = "open", string? Search = null, AreaCode? Area = null, string? After = null);

/// <summary>Care as one line.</summary>
internal sealed record NeedRow(
    Guid Id, Guid ResidentId, string Name, string Kind, Guid PurposeId, string SeenBy, Guid HouseholdId, Guid DoorId,
    AreaCode AreaCode,
    string Building, string? Estate, string Unit, string Room, ConsentBy ConsentBy, ConsentWay ConsentWay,
    string? ConsentPaper, DateOnly ConsentOn,
    DateOnly ValidFrom, DateOnly EndsOn, DateOnly? EndedOn, NeedEnd? EndedWhy, DateOnly? LastVisit, DateOnly NextDue,
    bool HasClosed,
    DateTimeOffset? ErasedAt, Guid EnteredBy, long Version)
{
    /// <summary>桥头小区 5号楼 1单元 301.</summary>
    public string Door =>
        string.Join(' ', new[] { Estate, Building, Unit.Length > 0 ? $"{Unit}单元" : null, Room }.OfType<string>());
}

/// <summary>Care that a viewer may see, by what is due first.</summary>
internal sealed class ReadNeeds(BandengDb db, SecretBox box, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Days before the end from which it is time to ask again.</summary>
    public const int Soon = 30;

    private const string Columns =
        """
        select n.id, n.resident_id, r.name, n.kind, n.purpose_id, n.seen_by, h.id as household_id, d.id as door_id, d.area_code, d.building,
            d.estate, d.unit, d.room, n.consent_by, n.consent_way, n.consent_paper, n.consent_on, n.valid_from, n.ends_on, n.ended_on, n.ended_why,
            n.last_visit, n.next_due, (n.note is not null or n.certificate is not null or n.contact is not null or n.contact_name is not null) as has_closed,
            n.erased_at, n.entered_by, n.version
        from needs n join residents r on r.id = n.resident_id
            join household_members m on m.id = (select x.id from household_members x join households xh on xh.id = x.household_id
                join dwelling_facts xd on xd.id = xh.dwelling_id and xd.area_code between n.area_code and n.area_code + 999999
                where x.resident_id = r.id order by x.valid_to is not null, x.valid_from desc, x.id limit 1)
            join households h on h.id = m.household_id join dwelling_facts d on d.id = h.dwelling_id
        """;

    public async Task<NeedRow?> FindAsync(Guid id, Viewer viewer, CancellationToken cancel)
    {
        var values = new DynamicParameters(new { id });
        return await db.RowAsync<NeedRow>(
            $"{Columns} where n.id = @id and {NeedScope.Of(viewer, ChinaTime.DayOf(clock.GetUtcNow()), values)}",
            values, cancel);
    }

    /// <param name="most">How many rows; one more shows whether others follow.</param>
    public Task<IReadOnlyList<NeedRow>> ListAsync(NeedFilter filter, Viewer viewer, int most, CancellationToken cancel)
    {
        var (sql, values) = Conditions(filter, viewer);
        return db.RowsAsync<NeedRow>($"{Columns} where {sql} order by n.next_due, n.id limit {most}", values, cancel);
    }

    /// <summary>How many a list would show.</summary>
    public Task<long> CountAsync(NeedFilter filter, Viewer viewer, CancellationToken cancel)
    {
        var (sql, values) = Conditions(filter with { After = null }, viewer);
        return db.RowAsync<long>($"select count(*) from ({Columns} where {sql}) counted", values, cancel);
    }

    public static string KeyOf(NeedRow row) => FormattableString.Invariant($"{row.NextDue:yyyy-MM-dd}_{row.Id}");

    private (string Sql, DynamicParameters Values) Conditions(NeedFilter filter, Viewer viewer)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var values = new DynamicParameters(new { today, soon = today.AddDays(Soon) });
        List<string> parts = [NeedScope.Of(viewer, today, values), filter.Show switch
        {
            "due" => "n.ended_on is null and n.next_due <= @today",
            "ending" => "n.ended_on is null and n.ends_on <= @soon",
            "ended" => "n.ended_on is not null",
            _ => "n.ended_on is null",
        }];
        if (filter.Kind is { Length: > 0 } kind)
        {
            parts.Add("n.kind = @kind");
            values.Add("kind", kind);
        }

        if (filter.Area is { } area)
        {
            parts.Add($"d.area_code between {area.Range.First} and {area.Range.Last}");
        }

        if (filter.Search?.Trim() is { Length: > 0 } words)
        {
            parts.Add(
                $"""
                (lower(r.name) like @words escape '\' or {db.In("n.certificate_fingerprint", "numbers")}
                    or {db.In("n.contact_fingerprint", "numbers")} or {db.In("r.id_fingerprint", "numbers")}
                    or {db.In("r.phone_fingerprint", "numbers")})
                """);
            values.Add("words", LikeWords.Part(words));
            values.Add("numbers", box.Fingerprints(words.ToUpperInvariant()));
        }

        if (filter.After?.Split('_') is [var day, var id] && ChinaTime.ReadDay(day) is { } after
            && Guid.TryParse(id, out var afterId))
        {
            parts.Add("(n.next_due > @after or n.next_due = @after and n.id > @afterId)");
            values.Add("after", after);
            values.Add("afterId", afterId);
        }

        return (string.Join(" and ", parts), values);
    }
}
