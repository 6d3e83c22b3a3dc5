using System.Globalization;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Queries;

/// <summary>A category in the language of the request.</summary>
internal static class CategoryNames
{
    public static string Shown(this Category category) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && category.NameEn.Length > 0
            ? category.NameEn
            : category.Name;
}
