using Bandeng.Matters.Acting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Files;

/// <summary>What files need.</summary>
internal static class FilesOfMatters
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<FileStore>()
        .AddScoped<OpenFile>()
        .AddScoped<AddFile>()
        .AddScoped<PublicPictures>()
        .AddScoped<IMatterFiles, HandedBackFiles>()
        .Configure<MvcOptions>(mvc => mvc.Filters.Add<SecretOfMatter.FromAddress>());
}
