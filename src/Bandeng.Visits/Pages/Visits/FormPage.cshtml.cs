using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Bandeng.Visits.Acts;
using Bandeng.Visits.Life;
using Bandeng.Visits.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits.Pages.Visits;

/// <summary>What a programme asks: a form made of kinds of questions, without script.</summary>
[Access(Permission.PlanVisits)]
internal sealed class FormPageModel(ReadProgrammes read, PlanProgramme plan, IStringLocalizer<VisitsText> texts)
    : PageModel
{
    private const int Empty = 3;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public List<QuestionInput> Rows { get; set; } = [];

    [BindProperty]
    public long Version { get; set; }

    public ProgrammeRow Programme { get; private set; } = null!;

    public long Number { get; private set; }

    public sealed class QuestionInput
    {
        public string? Key { get; set; }

        public string? Kind { get; set; }

        public string? Text { get; set; }

        public string? Options { get; set; }

        public string? Unit { get; set; }

        public bool Required { get; set; }

        public int? Place { get; set; }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var form = await read.FormAsync(Id, cancel);
        Version = form.Version * 1000 + form.Number;
        Rows =
        [
            .. Question.Read(form.Questions).Select((one, i) => new QuestionInput
            {
                Key = one.Key, Kind = one.Kind.ToString(), Text = one.Text, Options = string.Join('\n', one.Options),
                Unit = one.Unit,
                Required = one.Required, Place = i + 1,
            }),
            .. Enumerable.Range(0, Empty).Select(_ => new QuestionInput()),
        ];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool more, CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        if (more)
        {
            Rows.AddRange(Enumerable.Range(0, Empty).Select(_ => new QuestionInput()));
            return Page();
        }

        if ((await plan.AskAsync(Id, Version, Questions(), HttpContext.Viewer(), cancel))
            .TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/visits/programmes/{Id}");
        }

        ModelState.Refuse("", refusal, texts);
        return Page();
    }

    // A line without words is no question; the place that was written orders them.
    private List<Question> Questions()
    {
        var questions = new List<Question>();
        var taken = Rows.Select(row => row.Key).OfType<string>().ToHashSet();
        var next = 1;
        foreach (var (_, row) in Rows.Index().Where(one => !string.IsNullOrWhiteSpace(one.Item.Text))
            .OrderBy(one => one.Item.Place ?? 1000).ThenBy(one => one.Index))
        {
            while (taken.Contains($"q{next}"))
            {
                next++;
            }

            var key = row.Key is { Length: > 1 and <= 8 } known && known.All(char.IsAsciiLetterOrDigit)
                ? known
                : $"q{next}";
            taken.Add(key);
            var kind = Enum.TryParse<QuestionKind>(row.Kind, out var told) && Enum.IsDefined(told)
                ? told
                : QuestionKind.YesNo;
            string[] options = kind is QuestionKind.OneOf or QuestionKind.SeveralOf
                ? (row.Options ?? "").Split(
                    ['\n', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
            questions.Add(
                new(
                    key, kind, row.Text!.Trim(), options, kind is QuestionKind.Number ? row.Unit?.Trim() ?? "" : "",
                    row.Required));
        }

        return questions;
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await read.FindAsync(Id, HttpContext.Viewer(), cancel) is not { } row
            || !HttpContext.Viewer().May(Permission.PlanVisits, row.AreaCode))
        {
            return false;
        }

        Programme = row;
        Number = (await read.FormAsync(Id, cancel)).Number;
        return true;
    }
}
