using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Api;
using Bandeng.Exchange.Incoming;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Peers;
using Bandeng.Exchange.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Matters;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Exchange;

/// <summary>Orders of other platforms, there and back; matters between two installations.</summary>
public static class ExchangeModule
{
    public static IServiceCollection AddExchange(this IServiceCollection services) => services
        .AddSingleton<IModelPart, ExchangeModelPart>()
        .AddScoped<Platforms.Platforms>()
        .AddScoped<MappingBook>()
        .AddScoped<OrderMeaning>()
        .AddScoped<TakeOrders>()
        .AddScoped<CatchUp>()
        .AddScoped<IMatterListener, HearActs>()
        .AddScoped<AnswerForm>()
        .AddScoped<ReadAnswers>()
        .AddScoped<SettleAnswers>()
        .AddSingleton(new PushPace(TimeSpan.FromSeconds(10)))
        .AddScoped<PushRound>()
        .AddHostedService<PushRounds>()
        .AddScoped<CountExchange>()
        .AddScoped<ListAnswers>()
        .AddScoped<ListOrders>()
        .AddScoped<Peers.Peers>()
        .AddScoped<WritePacket>()
        .AddScoped<ReadPacket>()
        .AddScoped<IDemoPart, ExchangeDemo>();

    public static void MapExchange(this IEndpointRouteBuilder routes)
    {
        routes.MapExchangeRoutes();
        routes.MapFileRoutes();
    }
}
