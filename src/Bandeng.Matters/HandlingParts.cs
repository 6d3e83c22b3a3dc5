using Bandeng.Matters.Acting;
using Bandeng.Matters.Pages.Handling;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary>What the page of one matter and the desks that handle, check and call back are made of.</summary>
internal static class HandlingParts
{
    public static IServiceCollection AddHandling(this IServiceCollection services) => services
        .AddScoped<OneMatter>()
        .AddScoped<SlipOfMatter>()
        .AddScoped<ReceiptOfMatter>()
        .AddScoped<WaitingSignatures>()
        .AddScoped<ActChoices>()
        .AddScoped<TrailWords>()
        .AddScoped<RaisersOfMatter>()
        .AddScoped<EarlierMatters>()
        .AddScoped<FindMatter>()
        .AddScoped<IMatterPast, PastActs>()
        .AddScoped<SeeContact>()
        .AddScoped<HandlingInbox>()
        .AddScoped<Deadlines>()
        .AddScoped<WaitingMatters>()
        .AddScoped<IPostEnded, HandOverMatters>()
        .AddScoped<IBodyEnded, HandOverOfBody>()
        .AddScoped<IWorkInHand, WorkOfBody>()
        .AddScoped<INoticeWords, MatterNoticeWords>()
        .AddScoped<FilesOfForm>()
        .AddScoped<ActByForm>();
}
