using Bandeng.Kernel;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages;

/// <summary>How a person wants to be told, by kind of notice, and when the daily mail comes.</summary>
[Access]
internal sealed class AccountNoticesModel(ChooseWays choose) : FormPage
{
    [BindProperty]
    public Dictionary<NoticeKind, NoticeWay> Ways { get; set; } = [];

    [BindProperty]
    public int Hour { get; set; } = ChooseWays.UsualHour;

    private Guid Me => HttpContext.Viewer().PersonId!.Value;

    public NoticeWay WayOf(NoticeKind kind) => Ways.GetValueOrDefault(kind);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = await choose.NowAsync(Me, cancel);
        (Ways, Hour) = (new(now.Ways), now.Hour);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if ((await choose.RunAsync(Me, new(Ways, Hour), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect("/account");
        }

        Refusal = refusal;
        return Page();
    }

    protected override string? FieldOf(string code) => code switch
    {
        "notice.no-phone" => FieldOf(NoticeWay.Sms),
        "notice.no-mail" => FieldOf(NoticeWay.Mail) ?? FieldOf(NoticeWay.Digest),
        _ => "Hour",
    };

    private string? FieldOf(NoticeWay way) =>
        Ways.Where(chosen => chosen.Value == way).Select(chosen => $"way-{chosen.Key}").FirstOrDefault();
}
