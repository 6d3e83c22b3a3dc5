using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;

namespace Bandeng.Matters.Tests;

/// <summary>What a pack may say of the life of a matter, and what it may not.</summary>
public sealed class RulesFileTests
{
    private static string Starter =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "packs", "starter", "rules.json"));

    [Fact]
    public void The_starter_pack_says_what_holds_without_a_pack() =>
        Assert.Equal(RulesFile.Write(new MatterRules()), RulesFile.Write(Read(Starter)));

    [Fact]
    public void What_is_left_out_is_the_starters()
    {
        var rules = Read("""{"silence":"10 working-day","signOff":true}""");

        Assert.Equal("10 working-day", rules.Silence.ToString());
        Assert.True(rules.SignOff);
        Assert.Equal(new MatterRules().Look, rules.Look);
    }

    [Fact]
    public void A_kind_selects_arrows_and_narrows_who_may()
    {
        var rules = Read("""{"kinds":{"errand":{"acts":["Dispatch","HandBack","Confirm","Redo","PassCheck","SignFor"],"roles":{"Redo":["Checker"]}}}}""");

        Assert.Null(rules.Find("errand", MatterStage.Raised, MatterAction.Decline));
        Assert.NotNull(rules.Find("problem", MatterStage.Raised, MatterAction.Decline));
        Assert.Equal([Capacity.Checker], rules.Find("errand", MatterStage.Handled, MatterAction.Redo)!.Who);
        Assert.Equal(["Dispatch"], rules.From("errand", MatterStage.Raised).Select(arrow => arrow.Action.ToString()));
    }

    [Theory]
    [InlineData(RequestType.Enquiry, "5 working-day", "2 working-day")]
    [InlineData(RequestType.Enquiry, "30 minute", "30 minute")]
    [InlineData(RequestType.Enquiry, "4 working-hour", "4 working-hour")]
    [InlineData(RequestType.Enquiry, null, "2 working-day")]
    [InlineData(RequestType.Help, "15 natural-day", "15 natural-day")]
    [InlineData(RequestType.Help, null, "1 working-day")]
    public void A_type_sets_the_limit_save_where_the_category_counts_hours(
        RequestType type, string? ofCategory, string expected)
    {
        var rules = Read("""{"types":{"Enquiry":{"handle":"2 working-day"}},"kinds":{"errand":{"handle":"1 working-day"}}}""");
        var limit = Kernel.Clocks.Limit.TryParse(ofCategory, out var read) ? read : null;

        Assert.Equal(expected, rules.HandleOf("errand", type, limit).ToString());
    }

    [Theory]
    [InlineData("{", "pack.unreadable")]
    [InlineData("[]", "pack.unreadable")]
    [InlineData("null", "pack.unreadable")]
    [InlineData("""{"silense":"10 working-day"}""", "pack.unreadable")]
    [InlineData("""{"silence":"10 weeks"}""", "pack.unreadable")]
    [InlineData("""{"silence":"0 working-day"}""", "pack.unreadable")]
    [InlineData("""{"silence":10}""", "pack.unreadable")]
    [InlineData("""{"extensionApprovers":3}""", "pack.setting")]
    [InlineData("""{"urgeAfter":4}""", "pack.setting")]
    [InlineData("""{"dissatisfiedRedos":-1}""", "pack.setting")]
    [InlineData("""{"types":{"Wish":{"handle":"2 working-day"}}}""", "pack.unreadable")]
    [InlineData("""{"types":{"Enquiry":{"handle":"2 weeks"}}}""", "pack.unreadable")]
    [InlineData("""{"remindAt":1}""", "pack.setting")]
    [InlineData("""{"words":{"menu.home":{"zh":"家","en":"Home"}}}""", "pack.word")]
    [InlineData("""{"words":{"stage.Settled":{"zh":"","en":"Done"}}}""", "pack.word")]
    [InlineData("""{"words":{"stage.Settled":{"zh":"好了"}}}""", "pack.word")]
    [InlineData("""{"kinds":{"party":{}}}""", "pack.kind")]
    [InlineData("""{"kinds":{"errand":{"acts":["Teleport"]}}}""", "pack.unreadable")]
    [InlineData("""{"kinds":{"errand":{"roles":{"Dispatch":["Handler"]}}}}""", "pack.role")]
    [InlineData("""{"kinds":{"errand":{"roles":{"Dispatch":[]}}}}""", "pack.role")]
    [InlineData("""{"kinds":{"errand":{"acts":["Accept","Dispatch"]}}}""", "pack.dead-end")]
    [InlineData("""{"kinds":{"errand":{"acts":[]}}}""", "pack.dead-end")]
    public void What_a_pack_may_not_say_is_refused(string text, string code)
    {
        Assert.False(RulesFile.Read(text).TryGet(out _, out var refusal));
        Assert.Equal(code, refusal.Code);
    }

    private static MatterRules Read(string text) => RulesFile.Read(text).TryGet(out var rules, out var refusal)
        ? rules
        : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
}
