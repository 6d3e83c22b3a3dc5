using System.Collections.Concurrent;
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
    public void Use(IEnumerable<KeyValuePair<string, (string Chinese, string English)>> words) =>
        _words = words.ToFrozenDictionary();

    /// <summary>The place's word in the language of this request, or null where it uses ours.</summary>
    public string? Find(string key) => !_words.TryGetValue(key, out var word) ? null
        : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? word.English : word.Chinese;
}

/// <summary>
/// Our texts, with the words of the place before them. Each is looked up in its resources once for a language: a page
/// has hundreds, and the resources let in one reader at a time.
/// </summary>
internal sealed class PlaceLocalizers(ResourceManagerStringLocalizerFactory ours, WordsOfPlace words)
    : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<Type, Localizer> _byType = new();

    public IStringLocalizer Create(Type resourceSource) =>
        _byType.GetOrAdd(resourceSource, type => new Localizer(ours.Create(type), words));

    public IStringLocalizer Create(string baseName, string location) =>
        new Localizer(ours.Create(baseName, location), words);

    private sealed class Localizer(IStringLocalizer ours, WordsOfPlace words) : IStringLocalizer
    {
        private readonly ConcurrentDictionary<(string Language, string Name), LocalizedString> _found = new();

        public LocalizedString this[string name] =>
            words.Find(name) is { } word ? new LocalizedString(name, word) : Ours(name);

        public LocalizedString this[string name, params object[] arguments]
        {
            get
            {
                var text = Ours(name);
                return new(
                    name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound,
                    text.SearchedLocation);
            }
        }

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
            ours.GetAllStrings(includeParentCultures);

        // What is not there may be anybody's invention, and is not kept.
        private LocalizedString Ours(string name)
        {
            var key = (CultureInfo.CurrentUICulture.Name, name);
            if (!_found.TryGetValue(key, out var text) && !(text = ours[name]).ResourceNotFound)
            {
                _found[key] = text;
            }

            return text;
        }
    }
}
