using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bandeng.Testing;

/// <summary>The tests speak Chinese, whatever language the machine or the test runner is set to.</summary>
internal static class SpeakChinese
{
    [ModuleInitializer]
    internal static void Set()
    {
        var chinese = CultureInfo.GetCultureInfo("zh-CN");
        (CultureInfo.DefaultThreadCurrentUICulture, CultureInfo.CurrentUICulture) = (chinese, chinese);
    }
}
