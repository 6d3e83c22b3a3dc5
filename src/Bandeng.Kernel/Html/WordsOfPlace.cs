using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Html;

/// <summary>Words that a place uses instead of ours, as its pack sets them: 「销号」 for 「办结」.</summary>
public sealed class WordsOfPlace
{
    private volatile FrozenDictionary<string, (string Chinese, string English)> _words =
        FrozenDictionary<string, (string, string)>.Empty;

    /// <summary>From now on these, and no others.</summary>
    public void Use(IEnumerable<KeyValuePair<string, (string Chinese, string English)>> words) => _words = words.ToFrozenDictionary();

    /// <summary>The place's word in the language of this request, or null where it uses ours.</summary>
    public string? Find(string key) => !_words.TryGetValue(key, out var word) ? null
        : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? word.English : word.Chinese;
}

/// <summary>Our texts, with the words of the place before them.</summary>
internal sealed class PlaceLocalizers(ResourceManagerStringLocalizerFactory ours, WordsOfPlace words) : IStringLocalizerFactory
{
    public IStringLocalizer Create(Type resourceSource) => new Localizer(ours.Create(resourceSource), words);

    public IStringLocalizer Create(string baseName, string location) => new Localizer(ours.Create(baseName, location), words);

    private sealed class Localizer(IStringLocalizer ours, WordsOfPlace words) : IStringLocalizer
    {
        public LocalizedString this[string name] =>
            words.Find(name) is { } word ? new LocalizedString(name, word) : ours[name];

        public LocalizedString this[string name, params object[] arguments] => ours[name, arguments];

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => ours.GetAllStrings(includeParentCultures);
    }
}
