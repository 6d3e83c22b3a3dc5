using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Organizations.Pages;

namespace Bandeng.Pairs.Pages;

/// <summary>What the pages of pairs have in common.</summary>
internal abstract class PairPage : FormPage
{
    public static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    protected Viewer Me => HttpContext.Viewer();

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override string? FieldOf(string code) => code switch
    {
        "pair.community" => "Area",
        "pair.purpose" => "Purpose",
        "pair.days" => "LastDay",
        "pair.words" => "words",
        _ => "sides",
    };
}
