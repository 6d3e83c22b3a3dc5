using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Organizations;
using Bandeng.Workforce.UseCases;

namespace Bandeng.Workforce;

/// <summary>Invented records of the demo's people, their pay of two months, and the averages of one.</summary>
internal sealed class WorkforceDemo(KeepWorkers workers, KeepPay pay, ReleaseAverages release) : IDemoPart
{
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly AreaCode District = AreaCode.Parse("431302");

    private static readonly (string Who, int Born, Schooling Schooling, long Base)[] People =
    [
        ("谭秀英", 1978, Schooling.Bachelor, 320_000), ("龙志高", 1990, Schooling.College, 280_000),
        ("陈志远", 1993, Schooling.Bachelor, 260_000),
        ("刘小军", 1988, Schooling.High, 240_000), ("谢国平", 1969, Schooling.Middle, 230_000),
        ("肖敏", 1995, Schooling.College, 250_000),
        ("李建国", 1965, Schooling.High, 240_000),
    ];

    public int Order => 48;

    public async Task FillAsync(DemoContext context, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(context.Clock.Start);
        var months = new[] { today.AddMonths(-2), today.AddMonths(-1) }.Select(PayMonth.Of).ToList();
        foreach (var (who, born, schooling, fen) in People)
        {
            var id = Sure(
                await workers.RunAsync(
                    new(who, Community, born, schooling, today.AddDays(-370), null), Viewer.System, cancel));
            if (schooling is Schooling.Bachelor or Schooling.College)
            {
                Sure(await workers.CertifyAsync(
                    new(Guid.CreateVersion7(), id, "社会工作者职业资格（初级）", today.AddDays(-200), null), Viewer.System, cancel));
            }

            foreach (var month in months)
            {
                Sure(await pay.EnterAsync(
                    id, month,
                    new Dictionary<PayPart, long>
                    {
                        [PayPart.Base] = fen,
                        [PayPart.Performance] = fen / 4,
                        [PayPart.Tenure] = 10_000,
                        [PayPart.Pension] = 48_000,
                        [PayPart.Reward] = 20_000,
                    },
                    Viewer.System, cancel));
            }
        }

        var releasing = new Viewer(
            null, "system", [new HeldPost(Guid.Empty, nameof(Role.District), District, null, null)]);
        Sure(await release.RunAsync(months[0], releasing, cancel));
    }

    private static Guid Sure(Result<Guid> result) => result.TryGet(out var id, out var refusal)
        ? id : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
}
