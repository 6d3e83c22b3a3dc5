using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Households.Pages.Registry;

/// <summary>A resident's numbers.</summary>
[Access(Permission.OpenNumbers)]
[ResponseCache(NoStore = true)]
internal sealed class NumbersModel(OpenNumbers open) : OpeningPage<OpenedNumbers>
{
    public string Name { get; private set; } = "";

    public Guid Door { get; private set; }

    protected override async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await open.NameAsync(Id, HttpContext.Viewer(), cancel) is not var (name, door))
        {
            return false;
        }

        (Name, Door) = (name, door);
        return true;
    }

    protected override Task<Result<OpenedNumbers>> OpenAsync(CancellationToken cancel) =>
        open.RunAsync(Id, Purpose, HttpContext.Viewer(), cancel);
}
