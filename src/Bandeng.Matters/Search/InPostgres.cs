using Bandeng.Kernel;
using Dapper;

namespace Bandeng.Matters.Search;

/// <summary>
/// The tiers in PostgreSQL. The GIN index knows no order: where it has few hits, all are fetched and sorted; where it
/// has many, the rows are walked from the newest until a page is full, which then is soon. What was fetched is held
/// against the words themselves, which alone decide.
/// </summary>
internal sealed class InPostgres(BandengDb db, SearchWords words, SearchScope scope)
{
    private const int Few = 2_000;
    private const int Step = 1_000;

    private readonly DynamicParameters _parameters = Parameters(words, scope);

    public async Task<IReadOnlyList<Found>> RunAsync(SearchKey after, int most, CancellationToken cancel)
    {
        if (scope.Among is not null)
        {
            return await SortedAsync("true", after, most, cancel);
        }

        if (await IsFewAsync("s.grams", cancel))
        {
            return await SortedAsync("s.grams @@ cast(@query as tsquery)", after, most, cancel);
        }

        var found = new List<Found>();
        for (var tier = 1; tier <= Tiers && found.Count < most; tier++)
        {
            if (after.Below(tier) is > 0 and var below)
            {
                found.AddRange(await NewestAsync(tier, below, most - found.Count, cancel));
            }
        }

        return found;
    }

    private int Tiers => words.IsOneToken ? 2 : 3;

    private string Head
    {
        get
        {
            var guarded = scope.ByGuarded is { } condition
                ? $" || case when {condition} then s.guarded else '' end"
                : "";
            return scope.ByRaiser ? $"(s.title || s.raiser{guarded})" : "s.title";
        }
    }

    private string Every => $"({Head} || s.body)";

    private string Among => scope.Among is { } among ? $" and s.matter_id in ({among})" : "";

    private string Tier =>
        $"""
        case when {Head} like all (@phrases) then 1 when {Every} like all (@phrases) then 2
             {(words.IsOneToken ? "" : $"when {Every} like all (@tokens) then 3")} end
        """;

    private string Is(int tier) => tier switch
    {
        1 => $"{Head} like all (@phrases)",
        2 => $"{Every} like all (@phrases) and not {Head} like all (@phrases)",
        _ => $"{Every} like all (@tokens) and not {Every} like all (@phrases)",
    };

    private async Task<bool> IsFewAsync(string grams, CancellationToken cancel) => await db.RowAsync<long>(
        $"select count(*) from (select 1 from matter_search s where {grams} @@ cast(@query as tsquery) limit {Few + 1}) few",
        _parameters, cancel) <= Few;

    private Task<IReadOnlyList<Found>> SortedAsync(
        string candidates, SearchKey after, int most, CancellationToken cancel)
    {
        _parameters.Add("tier", after.Tier);
        _parameters.Add("below", after.Doc);
        return db.RowsAsync<Found>(
            $"""
            select matter_id, tier, doc from (
                select s.matter_id, cast({Tier} as bigint) as tier, s.doc
                from matter_search s join matters m on m.id = s.matter_id
                where {candidates} and {scope.Where}{Among} offset 0) hit
            where tier is not null and (tier > @tier or (tier = @tier and doc < @below))
            order by tier, doc desc limit {most}
            """,
            _parameters, cancel);
    }

    private async Task<IReadOnlyList<Found>> NewestAsync(int tier, long below, int most, CancellationToken cancel)
    {
        if (tier == 1 && await IsFewAsync("s.head_grams", cancel))
        {
            _parameters.Add("below", below);
            return await db.RowsAsync<Found>(
                $"""
                select s.matter_id, cast({tier} as bigint) as tier, s.doc
                from matter_search s join matters m on m.id = s.matter_id
                where s.head_grams @@ cast(@query as tsquery) and s.doc < @below and {Is(tier)} and {scope.Where}
                order by s.doc desc limit {most}
                """,
                _parameters, cancel);
        }

        var found = new List<Found>();
        for (var (rows, isEnd) = (Step, false); !isEnd && found.Count < most; rows *= 4)
        {
            var walked = await WalkAsync(tier, below, rows, most - found.Count, cancel);
            found.AddRange(walked.Where(hit => hit.Tier > 0));
            (below, isEnd) = walked.SingleOrDefault(hit => hit.Tier == 0) is { } last
                ? (last.Doc, false)
                : (below, true);
        }

        return found;
    }

    /// <summary>Hits among the next rows, and as tier 0 the last of these rows where more may follow.</summary>
    private Task<IReadOnlyList<Found>> WalkAsync(int tier, long below, int rows, int most, CancellationToken cancel)
    {
        _parameters.Add("below", below);
        // Told to walk, the planner does not guess how rare the words are.
        return db.RowsAsync<Found>(
            $"""
            with s as materialized (
                select doc, matter_id, title, body, raiser, guarded from matter_search s
                where {Inside}s.doc < @below order by s.doc desc limit {rows})
            (select s.matter_id, cast({tier} as bigint) as tier, s.doc
             from s join matters m on m.id = s.matter_id
             where {Is(tier)} and {scope.Where} order by s.doc desc limit {most})
            union all
            select (array_agg(matter_id))[1], cast(0 as bigint), min(doc) from s having count(*) = {rows}
            """,
            _parameters, cancel);
    }

    // Said of this table too, so that a small area is walked by its own index.
    private string Inside
    {
        get
        {
            var ranges = scope.Areas.Select(area =>
                FormattableString.Invariant($"s.area_code between {area.Range.First} and {area.Range.Last}"));
            return scope.Areas is [] ? "" : $"({string.Join(" or ", ranges)}) and ";
        }
    }

    private static DynamicParameters Parameters(SearchWords words, SearchScope scope)
    {
        var parameters = new DynamicParameters(scope.Parameters);
        var marks = scope.Marks is [] ? "" : $" & ({string.Join(" | ", scope.Marks.Select(mark => $"'+{mark}'"))})";
        parameters.Add("query", string.Join(" & ", words.Terms.SelectMany(Lexemes)) + marks);
        parameters.Add("phrases", words.Terms.Select(Phrase).ToArray());
        parameters.Add("tokens", words.Terms.SelectMany(Apart).ToArray());
        return parameters;
    }

    // Tokens are letters and digits alone: nothing in them is syntax of a tsquery or of LIKE.
    private static IEnumerable<string> Lexemes(SearchWords.Term term) => term.Tokens.Select((token, at) =>
        $"'{token}'{(term.IsOpenEnded && at == term.Tokens.Count - 1 ? ":*" : "")}");

    /// <summary>As it stands in a text whose stretches are parted by one space each.</summary>
    private static string Phrase(SearchWords.Term term) =>
        $"%{Before(term.Stretches[0])}{string.Join(' ', term.Stretches.Select(stretch => stretch.Text))}{After(term)}%";

    private static IEnumerable<string> Apart(SearchWords.Term term) => term.Stretches.SelectMany((stretch, at) =>
        stretch switch
        {
            { IsHan: false } => [$"% {stretch.Text}{(at == term.Stretches.Count - 1 ? After(term) : " ")}%"],
            { Characters.Count: > 1 } => Grams.Pairs(stretch).Select(pair => $"%{pair}%"),
            _ => [$"%{stretch.Text}%"],
        });

    private static string Before(Stretch first) => first.IsHan ? "" : " ";

    private static string After(SearchWords.Term term) => term.Stretches[^1].IsHan || term.IsOpenEnded ? "" : " ";
}
