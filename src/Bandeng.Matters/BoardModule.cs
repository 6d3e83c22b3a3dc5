using Bandeng.Matters.Api;
using Bandeng.Matters.Pages.Board;
using Bandeng.Matters.Queries.Board;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary>What everyone sees: the board, its map, its feed.</summary>
internal static class BoardModule
{
    public static IServiceCollection AddBoard(this IServiceCollection services) => services
        .AddOutputCache(BoardCache.Configure)
        .AddScoped<BoardPlaces>()
        .AddScoped<BoardNames>()
        .AddScoped<BoardList>()
        .AddScoped<CountBoard>()
        .AddScoped<BoardWords>()
        .AddScoped<BoardFeed>();

    public static void MapBoard(this IEndpointRouteBuilder routes) => routes.MapBoardRoutes();
}
