using System.Reflection;
using Bandeng.Kernel.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Bandeng.Web.Binding;

/// <summary>
/// A form with something that cannot be read is not acted upon: its page is shown again, with what was typed and what is
/// wrong at its field.
/// </summary>
internal sealed class UnreadForms(
    TimeProvider clock, ParameterBinder binder, IModelBinderFactory binders, IModelMetadataProvider metadata)
    : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType
            && context.HandlerInstance is PageModel page && page is not IReadsUnread
            && Faults(context.ModelState) is { Count: > 0 } faults
            && context.ActionDescriptor.HandlerMethods.FirstOrDefault(one => one is { HttpMethod: "Get", Name: null }) is { } show)
        {
            new UnreadForm(request.Form, context.HandlerMethod?.Name, faults, Earliest()).ShowAgain(context.HttpContext);
            context.Result = await ShowAsync(page, show);
            return;
        }

        await next();
    }

    // Required is left to the acts, which say it in their own words.
    private static Dictionary<string, string> Faults(ModelStateDictionary read)
    {
        Dictionary<string, string> faults = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, entry) in read)
        {
            if (entry is { AttemptedValue.Length: > 0, Errors: [var first, ..] })
            {
                faults.TryAdd(field, first.ErrorMessage);
            }
        }

        return faults;
    }

    // Ids are made by either clock.
    private DateTimeOffset Earliest()
    {
        var machine = DateTimeOffset.FromUnixTimeMilliseconds(
            Convert.ToInt64(Guid.CreateVersion7().ToString("N")[..12], 16));
        return clock.GetUtcNow() is var ours && ours < machine ? ours : machine;
    }

    private async Task<IActionResult> ShowAsync(PageModel page, HandlerMethodDescriptor show)
    {
        List<object?> arguments = [];
        foreach (var parameter in show.Parameters)
        {
            arguments.Add(await ArgumentAsync(page.PageContext, (HandlerParameterDescriptor)parameter));
        }

        var answer = show.MethodInfo.Invoke(page, BindingFlags.DoNotWrapExceptions, null, [.. arguments], null);
        if (answer is Task task)
        {
            await task;
            answer = (task as Task<IActionResult>)?.Result;
        }

        return answer as IActionResult ?? page.Page();
    }

    /// <summary>What the page asks for to be shown, read without a word on what cannot be.</summary>
    private async Task<object?> ArgumentAsync(PageContext page, HandlerParameterDescriptor parameter)
    {
        var context = new ActionContext(page.HttpContext, page.RouteData, page.ActionDescriptor);
        var values = await CompositeValueProvider.CreateAsync(context, page.ValueProviderFactories);
        var described = metadata is ModelMetadataProvider detailed
            ? detailed.GetMetadataForParameter(parameter.ParameterInfo)
            : metadata.GetMetadataForType(parameter.ParameterType);
        var model = binders.CreateBinder(
            new() { BindingInfo = parameter.BindingInfo, Metadata = described, CacheToken = parameter });
        var read = await binder.BindModelAsync(context, model, values, parameter, described, value: null, container: null);
        return read.IsModelSet ? read.Model
            : parameter.ParameterInfo.HasDefaultValue ? parameter.ParameterInfo.DefaultValue
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
            : null;
    }
}
