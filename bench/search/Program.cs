using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Matters;
using Bandeng.Organizations;
using Bandeng.Search.Bench;
using Bandeng.Territory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var number = args is [var many, ..] ? int.Parse(many, CultureInfo.InvariantCulture) : 100_000;
var data = Directory.CreateTempSubdirectory("bandeng-search");
var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
await using var services = new ServiceCollection()
    .AddLogging().AddLocalization().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System)
    .AddBandengDb(configuration).AddSecrets(new DataFolder(data.FullName))
    .AddTerritory().AddOrganizations().AddMatters()
    .BuildServiceProvider();
try
{
    await new SearchBench(services, data).RunAsync(number);
}
finally
{
    data.Delete(recursive: true);
}
