using Bandeng.Matters.Life;

namespace Bandeng.Matters.Tests.Importing;

/// <summary>Which replies say nothing, and which short ones do. Every sentence is invented.</summary>
public sealed class AcknowledgementTests
{
    [Theory]
    [InlineData("已收悉")]
    [InlineData("好的")]
    [InlineData("知道了")]
    [InlineData("无")]
    [InlineData("已处理")]
    [InlineData("好的，我们知道了，谢谢。")]
    [InlineData("OK")]
    [InlineData("居民您好！来信已收到，谢谢。")]
    [InlineData("您好，您反映的问题已转区某某局调查处理。2031年5月6日")]
    [InlineData("您的留言已收悉！我们已将您反映的问题转相关部门进行处理，敬请关注后续回复，请勿重复发帖，谢谢！")]
    [InlineData("尊敬的网友：您好！您所反映的情况已转交街道办事处核实、办理，处理情况会及时回复您。感谢您的关注与支持！")]
    [InlineData("您反映的问题已移交区教育部门，稍后会对您提出的问题做出回复！")]
    [InlineData("关于您反映的问题正在协调处理当中。")]
    [InlineData("网友：您好！2031年5月6日")]
    [InlineData("您好，帖文已阅，已交办，请耐心等待。")]
    [InlineData("您好！您的来信我局收悉后，立即交办相关部门调查处理。某某市某某办2031年5月6日")]
    [InlineData("您的来邮已收悉，领导高度重视，已作出批示，交由相关单位办理，办理情况将在第一时间回复。")]
    [InlineData("您反映的问题已收悉，并已按程序转交至某某办，要求其严格核实、处理，并及时回复。我们将持续关注并督促办理。")]
    [InlineData("您的建议已收悉，我办已汇报给分管领导。")]
    [InlineData("来信已收悉，我办已转给职能部门调查处理，待调查处理有结果后，再向您回复！请留下您的联系方式，便于调查时与您联系！")]
    public void What_only_arrived_or_was_passed_on_is_no_answer(string reply) =>
        Assert.True(Acknowledgement.IsAll(reply));

    [Theory]
    [InlineData("灯已修好。")]
    [InlineData("今晚八点来水")]
    [InlineData("好的，今晚八点来水。")]
    [InlineData("无须证明，直接来办。")]
    [InlineData("已处理，井盖换成新的了。")]
    [InlineData("您好，来信已收悉。灯泡今天换了，晚上请看一看。")]
    [InlineData("按现在的规定不能办。")]
    [InlineData("已转告本人并在例会上念给大家听，谢谢您写信来。")]
    [InlineData("转学要带户口本和房产证，到学校教务处登记。")]
    [InlineData("请到二号窗口办理，工作日都开。")]
    [InlineData("您的留言已收悉，经核实，该路段下月动工。")]
    [InlineData("您反映的问题已转交供水公司，昨天夜里恢复了供水。")]
    [InlineData("这件事法院正在审理，社区不能处理。")]
    [InlineData("没有这项补贴。")]
    [InlineData("来信已收悉，领导高度重视，下月起夜里十点停工。")]
    [InlineData("我办2031年5月起开放夜间窗口。")]
    [InlineData("已汇报给分管领导，本周五停水检修，周六恢复。")]
    public void A_short_answer_is_an_answer(string reply) => Assert.False(Acknowledgement.IsAll(reply));
}
