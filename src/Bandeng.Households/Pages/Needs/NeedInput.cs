using Bandeng.Households.Care;
using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Acts;

namespace Bandeng.Households.Pages.Needs;

/// <summary>What the forms on care take.</summary>
public sealed class NeedInput
{
    public Guid Id { get; set; }

    public string? Kind { get; set; }

    public string? Purpose { get; set; }

    public List<string> Seers { get; set; } = [];

    public string? By { get; set; }

    public string? Guardian { get; set; }

    public string? Way { get; set; }

    public string? Paper { get; set; }

    public DateOnly? On { get; set; }

    public string? Code { get; set; }

    public DateOnly? Until { get; set; }

    public string? Note { get; set; }

    public string? Certificate { get; set; }

    public string? ContactName { get; set; }

    public string? Contact { get; set; }

    internal ConsentForm Consent() => new(
        By == nameof(ConsentBy.Guardian) ? ConsentBy.Guardian : ConsentBy.Self, Guardian,
        Way == nameof(ConsentWay.Code) ? ConsentWay.Code : ConsentWay.Paper, Paper, On, Code, Until);

    internal IReadOnlyList<CareLevel> Levels() =>
        [.. Seers.Select(text => Enum.TryParse<CareLevel>(text, out var level) && Enum.IsDefined(level) ? level : (CareLevel?)null).OfType<CareLevel>()];

    /// <summary>The field under which a refusal stands.</summary>
    internal static string FieldOf(string code) => code switch
    {
        "need.kind" or "need.kind-agreed" or "need.twice" => "Input.Kind",
        "need.purpose" or "need.purpose-not-held" => "Input.Purpose",
        "need.guardian" or "need.under-age" => "Input.Guardian",
        "need.paper" => "Input.Paper",
        "need.consent-day" => "Input.On",
        "need.code" or "need.no-phone" or "need.code-often" => "Input.Code",
        "need.until" or "need.until-far" => "Input.Until",
        "need.note" => "Input.Note",
        "need.certificate" => "Input.Certificate",
        "need.contact-name" => "Input.ContactName",
        "need.contact" => "Input.Contact",
        _ => "",
    };
}
