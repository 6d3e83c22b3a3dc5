using System.Text.Encodings.Web;
using System.Text.Json;
using Bandeng.Exchange.Incoming;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Platforms;
using Bandeng.Exchange.Samples;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Exchange.Pages.Exchange;

/// <summary>字段对应: learned from a sample, confirmed by a person, looked at before it is saved.</summary>
[Access(Permission.ManageRules)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes, ValueCountLimit = 4096)]
internal sealed class MappingModel(Platforms.Platforms platforms, MappingBook book, OrderMeaning meaning) : PageModel
{
    private const long MostBytes = 16L << 20;
    private const int RowsKept = 20;
    private const int RowsShown = 5;
    private const int ValuesShown = 30;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Fields whose values are codes of the platform.</summary>
    public static IReadOnlyList<string> Coded { get; } =
        [OrderFields.Type, OrderFields.CategoryName, OrderFields.Category, OrderFields.Area];

    [BindProperty]
    public string? Pasted { get; set; }

    /// <summary>The sample, carried along from step to step; nothing of it is stored.</summary>
    [BindProperty]
    public string? Sample { get; set; }

    [BindProperty]
    public List<Choice> Fields { get; set; } = [];

    [BindProperty]
    public List<Code> Codes { get; set; } = [];

    [BindProperty]
    public List<Choice> Answers { get; set; } = [];

    /// <summary>Headings of the platform's reply form.</summary>
    [BindProperty]
    public string? ReplyHeadings { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    public Platform Platform { get; private set; } = null!;

    public HeldMapping Held { get; private set; } = HeldMapping.ByItself;

    public RawTable? Table { get; private set; }

    public IReadOnlyList<(RawOrder Raw, RaiseRequest? Request, Refusal? Refusal)> Preview { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    /// <summary>A heading and what it is: a field, empty to drop it, <c>?</c> to keep it as it is.</summary>
    public sealed class Choice
    {
        public string Heading { get; set; } = "";

        public string? Field { get; set; }
    }

    /// <summary>What a value of the platform means here.</summary>
    public sealed class Code
    {
        public string Field { get; set; } = "";

        public string Value { get; set; } = "";

        public string? Meaning { get; set; }
    }

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var code = RouteData.Values["code"]?.ToString();
        if (await platforms.FindAsync(code, Permission.ManageRules, HttpContext.Viewer(), HttpContext.RequestAborted)
            is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        Platform = found;
        Held = await book.OfAsync(found.Id, HttpContext.RequestAborted);
        await next();
    }

    public IActionResult OnGet() => Page();

    /// <summary>A sample was sent: what are its fields?</summary>
    public async Task<IActionResult> OnPostLearnAsync(IFormFile? list, CancellationToken cancel)
    {
        if (!(await SentSample.ReadAsync(list, Pasted, Held.Mapping, cancel)).TryGet(out var table, out var refusal))
        {
            Refusal = refusal;
            return Page();
        }

        Table = table with { Rows = [.. table.Rows.Take(RowsKept)] };
        Sample = JsonSerializer.Serialize(Table, Json);
        await ShowAsync(LearnMapping.From(Table, Held.Mapping), cancel);
        return Page();
    }

    /// <summary>Looks again at what somebody chose.</summary>
    public async Task<IActionResult> OnPostLookAsync(CancellationToken cancel)
    {
        if (!TakeSample())
        {
            return Page();
        }

        await ShowAsync(Chosen(), cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel)
    {
        if (!TakeSample())
        {
            return Page();
        }

        var chosen = Chosen();
        if ((await book.SaveAsync(Platform, chosen, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/exchange/{Platform.Code}/mapping");
        }

        Refusal = refusal;
        await ShowAsync(chosen, cancel);
        return Page();
    }

    /// <summary>A mapping that another office has made.</summary>
    public async Task<IActionResult> OnPostDocumentAsync(CancellationToken cancel)
    {
        if (OrderMapping.Parse(Document ?? "").TryGet(out var mapping, out var refusal)
            && (await book.SaveAsync(Platform, mapping, HttpContext.Viewer(), cancel)).TryGet(out _, out refusal))
        {
            return LocalRedirect($"/exchange/{Platform.Code}/mapping");
        }

        Refusal = refusal;
        return Page();
    }

    public string Samples(string heading) =>
        string.Join(" · ", LearnMapping.Values(Table!, heading).Distinct().Take(2).Select(Cut));

    private static string Cut(string text) => text.Length <= 30 ? text : $"{text[..29]}…";

    private bool TakeSample()
    {
        try
        {
            Table = JsonSerializer.Deserialize<RawTable>(Sample ?? "", Json);
        }
        catch (JsonException)
        {
            Table = null;
        }

        if (Table is null or { Rows: null } or { Header: null })
        {
            (Table, Refusal) = (null, new(RefusalKind.Invalid, "exchange.no-orders", "Send the sample once more."));
        }

        return Table is not null;
    }

    private OrderMapping Chosen() => Held.Mapping.With(
        Table!.Header,
        Fields.Where(choice => choice.Field != "?").DistinctBy(choice => choice.Heading)
            .ToDictionary(choice => choice.Heading, choice => choice.Field ?? ""),
        [.. Codes.Select(code => (code.Field, code.Value, code.Meaning?.Trim() ?? ""))]) with
    {
        Name = Platform.Name,
        Envelope = Table!.Envelope.Length > 0 ? Table.Envelope : Held.Mapping.Envelope,
        Answers = Held.Mapping.Answers with { Fields = ChosenAnswers() },
    };

    private IReadOnlyDictionary<string, string> ChosenAnswers()
    {
        var chosen = Held.Mapping.Answers with
        {
            Fields = Answers.Where(choice => !string.IsNullOrEmpty(choice.Field)).DistinctBy(choice => choice.Heading)
                .ToDictionary(choice => choice.Heading, choice => choice.Field!),
        };
        return AnswerNames.Learn(ReplyHeadings, chosen);
    }

    private async Task ShowAsync(OrderMapping mapping, CancellationToken cancel)
    {
        ModelState.Clear();
        ReplyHeadings = null;
        Fields = [.. Table!.Header.Select(
            heading => new Choice { Heading = heading, Field = mapping.Fields.GetValueOrDefault(heading, "?") })];
        Codes = [.. Table.Header.Where(heading => Coded.Contains(mapping.Fields.GetValueOrDefault(heading, "")))
            .SelectMany(heading => CodesOf(heading, mapping))];
        Answers = [.. mapping.Answers.Fields.Select(pair => new Choice { Heading = pair.Key, Field = pair.Value })];
        await meaning.LoadAsync(Platform, cancel);
        Preview = [.. Table.Rows.Take(RowsShown).Select(raw => Seen(raw, mapping))];
    }

    private IEnumerable<Code> CodesOf(string heading, OrderMapping mapping)
    {
        var field = mapping.Fields[heading] is OrderFields.CategoryName
            ? OrderFields.Category
            : mapping.Fields[heading];
        return LearnMapping.Values(Table!, heading).Distinct().Take(ValuesShown).Select(value => new Code
        {
            Field = field,
            Value = value,
            Meaning = mapping.Codes.GetValueOrDefault(field)?.GetValueOrDefault(value)
                ?? (field is OrderFields.Type ? RequestTypeWords.Of(value)?.ToString() : null),
        });
    }

    private (RawOrder, RaiseRequest?, Refusal?) Seen(RawOrder raw, OrderMapping mapping) =>
        meaning.Of(OrderRead.Of(raw, mapping), mapping, Platform).TryGet(out var meant, out var refusal)
            ? (raw, meant.Request, null)
            : (raw, null, refusal);
}
