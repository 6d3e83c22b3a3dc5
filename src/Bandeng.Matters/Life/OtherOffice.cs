using System.Globalization;
using System.Text.Json.Serialization;

namespace Bandeng.Matters.Life;

/// <summary>告知途径: who deals with it instead, and how they are reached.</summary>
/// <param name="NameEn">Empty where nobody translated it.</param>
public sealed record OtherOffice(string Name, string NameEn = "", string Phone = "", string Address = "")
{
    /// <summary>Characters that each part may have.</summary>
    public const int PartMax = 200;

    private const char Between = '\n';

    /// <summary>In the language of the reader.</summary>
    [JsonIgnore]
    public string Shown =>
        NameEn.Length > 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? NameEn : Name;

    /// <summary>As words that are kept: name, telephone and address, a line each.</summary>
    public string ToText() => string.Join(Between, Name, Phone, Address);

    /// <summary>Reads what <see cref="ToText"/> has written.</summary>
    public static OtherOffice Read(string text) =>
        text.Split(Between) is [var name, var phone, var address, ..] ? new(name, "", phone, address) : new(text);
}
