using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Bandeng.Kernel.Html;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.Tests.Html;

/// <summary>Instants in lists: words and shape, what a script keeps fresh, and nothing that a word could break.</summary>
public sealed class TimeHtmlTests
{
    // Nine in the morning in Louxing.
    private static readonly DateTimeOffset Now = new(2026, 6, 8, 1, 0, 0, TimeSpan.Zero);

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly TimeWords _words = new ServiceCollection().AddLogging().AddLocalization().AddHtmlPieces()
        .AddSingleton<TimeProvider>(new Stopped()).BuildServiceProvider().GetRequiredService<TimeWords>();

    [Theory]
    [InlineData(-2, 1.4, "overdue", "■", "超期 2 小时", "▰▰▰▰▰")]
    [InlineData(2, 0.01, "today", "◆", "还剩 2 小时", "▰▱▱▱▱")]
    [InlineData(50, 0.99, "fine", "●", "还剩 2 天 2 小时", "▰▰▰▰▱")]
    [InlineData(50, null, "fine", "●", "还剩 2 天 2 小时", null)]
    public void A_limit_is_told_by_shape_words_and_bar(
        int hours, double? used, string state, string shape, string said, string? bar)
    {
        var html = Written(_words.TimeLeft(Now.AddHours(hours), used));

        Assert.StartsWith($"<span class=\"left left-{state}\">", html, StringComparison.Ordinal);
        Assert.Contains($"aria-hidden=\"true\" class=\"left-shape\">{shape}</span>", html, StringComparison.Ordinal);
        Assert.Contains($">{said}</time>", html, StringComparison.Ordinal);
        Assert.Equal(bar is not null, html.Contains("left-bar", StringComparison.Ordinal));
        Assert.Contains(bar ?? "", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instant_is_a_date_or_words_with_the_date_behind_them()
    {
        Assert.Equal(
            "<time datetime=\"2026-06-07T22:00:00.000Z\">6月8日 06:00</time>", Written(_words.Time(Now.AddHours(-3))));
        Assert.Equal(
            "<time datetime=\"2026-06-07T22:00:00.000Z\" title=\"6月8日 06:00\" data-island=\"due\" data-say=\"ago\">3 小时前</time>",
            Written(_words.Time(Now.AddHours(-3), "ago")));
    }

    private static string Written(IHtmlContent content)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        content.WriteTo(writer, Encoder);
        return writer.ToString();
    }

    private sealed class Stopped : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
