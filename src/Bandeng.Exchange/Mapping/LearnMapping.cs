using Bandeng.Exchange.Samples;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Exchange.Mapping;

/// <summary>Guesses a mapping from a sample: by what the columns are called, then by what stands in them.</summary>
internal static class LearnMapping
{
    private const int Long = 15;

    /// <param name="before">What somebody confirmed earlier; it wins over the guess.</param>
    public static OrderMapping From(RawTable sample, OrderMapping? before = null)
    {
        var taken = new HashSet<string>();
        var fields = new Dictionary<string, string>();
        foreach (var heading in sample.Header)
        {
            var known = before?.Fields.GetValueOrDefault(heading) ?? OrderFields.Guide.KeyOf(heading.Split('.')[^1]);
            if (known is not null && (known.Length == 0 || OrderMapping.MayJoin(known) || taken.Add(known)))
            {
                fields[heading] = known;
            }
        }

        foreach (var (field, heading) in ByContent(
            sample, [.. sample.Header.Where(heading => !fields.ContainsKey(heading))], taken))
        {
            fields[heading] = field;
        }

        return (before ?? new OrderMapping()) with
        {
            Envelope = sample.Envelope.Length > 0 ? sample.Envelope : before?.Envelope ?? "",
            Fields = sample.Header.Where(fields.ContainsKey)
                .ToDictionary(heading => heading, heading => fields[heading]),
            Codes = Codes(sample, fields, before),
        };
    }

    private static IEnumerable<(string Field, string Heading)> ByContent(
        RawTable sample, List<string> unknown, HashSet<string> taken)
    {
        if (!taken.Contains(OrderFields.Phone) && unknown.Find(heading => All(sample, heading, IsPhone)) is { } phone)
        {
            unknown.Remove(phone);
            yield return (OrderFields.Phone, phone);
        }

        if (!taken.Contains(OrderFields.Number)
            && unknown.Find(heading => All(sample, heading, IsNumber) && IsOnce(sample, heading)) is { } number)
        {
            unknown.Remove(number);
            yield return (OrderFields.Number, number);
        }

        if (!taken.Contains(OrderFields.Detail) && !taken.Contains(OrderFields.Title)
            && unknown.MaxBy(heading => Values(sample, heading).Sum(value => value.Length)) is { } detail
            && Values(sample, detail).Any(value => value.Length >= Long))
        {
            yield return (OrderFields.Detail, detail);
        }
    }

    // What a value means is known for most words that offices use; the rest the person says.
    private static Dictionary<string, IReadOnlyDictionary<string, string>> Codes(
        RawTable sample, Dictionary<string, string> fields, OrderMapping? before)
    {
        var codes = (before?.Codes ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (heading, field) in fields.Where(pair => pair.Value is OrderFields.Type))
        {
            var known = codes.GetValueOrDefault(field) ?? new Dictionary<string, string>();
            codes[field] = Values(sample, heading).Distinct()
                .Select(value =>
                    (value, meaning: known.GetValueOrDefault(value) ?? RequestTypeWords.Of(value)?.ToString()))
                .Where(pair => pair.meaning is not null).ToDictionary(pair => pair.value, pair => pair.meaning!)
                .Concat(known).DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value);
        }

        return codes;
    }

    /// <summary>The different values of a column, of which the person says what they mean.</summary>
    public static IReadOnlyList<string> Values(RawTable sample, string heading) =>
        [.. sample.Rows.Select(row => row.Find(heading)).Where(value => value.Length > 0)];

    private static bool All(RawTable sample, string heading, Func<string, bool> holds) =>
        Values(sample, heading) is { Count: > 0 } values && values.All(holds);

    private static bool IsOnce(RawTable sample, string heading) =>
        Values(sample, heading) is var values && values.Distinct().Count() == values.Count;

    private static bool IsPhone(string value) => PhoneNumber.Normalize(value).TryGet(out _, out _);

    private static bool IsNumber(string value) =>
        value.Length is >= 6 and <= 60 && value.Count(char.IsAsciiDigit) >= 4
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/')
        && WrittenMoment.Find(value) is null;
}
