namespace Bandeng.Exchange.Mapping;

/// <summary>What the usual words of offices mean, so that nobody has to say it.</summary>
internal static class OrderWords
{
    /// <summary>是, 保密, 紧急, 特急, yes, true, 1; 不紧急, 否, 一般 and 0 are no.</summary>
    public static bool IsYes(string? value) => (value?.Trim() ?? "") is { Length: > 0 } text
        && !text.Contains('否') && !text.StartsWith('不') && !text.StartsWith('非')
        && (text is "1" or "yes" or "Yes" or "true" or "True" or "Y" or "y" or "TRUE" or "YES" or "urgent" or "high"
            || text.StartsWith('是') || text.Contains('急') || text.Contains("保密", StringComparison.Ordinal));
}
