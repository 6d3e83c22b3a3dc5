using Bandeng.Kernel.Backups;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bandeng.Kernel.Secrets;

/// <summary>Registers the data folder and what is kept closed with the keys in it.</summary>
public static class Keys
{
    /// <summary>Reads <c>BANDENG_DATA</c> from the configuration.</summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSecrets(DataFolder.Parse(
            configuration[DataFolder.Key], DatabaseSetting.Parse(configuration[DatabaseSetting.Key])));

    public static IServiceCollection AddSecrets(this IServiceCollection services, DataFolder folder)
    {
        services.AddDataProtection().SetApplicationName("bandeng")
            .UseCryptographicAlgorithms(new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        return services
            .AddSingleton(folder)
            .AddSingleton<SecretKeys>()
            .AddSingleton<SecretBox>()
            .AddSingleton<RotateKeys>()
            .AddSingleton<RetireKeys>()
            .AddSingleton<Backup>()
            .AddSingleton<Restore>()
            // The folder is made with the first key, not by every command that never needs one.
            .AddSingleton<IConfigureOptions<KeyManagementOptions>>(host => new ConfigureOptions<KeyManagementOptions>(keys =>
                keys.XmlRepository = new FileSystemXmlRepository(
                    new DirectoryInfo(folder.Inside("keys")), host.GetRequiredService<ILoggerFactory>())))
            // It warns on every start that the keys lie in a plain file; operations.md says how they are guarded.
            .Configure<LoggerFilterOptions>(log =>
                log.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
    }
}
