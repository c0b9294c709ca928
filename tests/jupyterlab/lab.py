"""A JupyterLab server and a browser for one test module: what a person sees and presses, in a few words each.

A Lab has settings, kernels and history of its own. Its pages remember every error of theirs, and every request that
would leave this machine, and `Lab.close` fails on them.
"""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
PATIENCE = 90  # seconds; a busy machine is no fault
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
    "docmanager-extension/plugin": {"autosave": False},  # else a test that takes two minutes is saved in the middle
    "notebook-extension/tracker": {"windowingMode": "none"},  # else cells off the screen are not in the page
}
# A student's Python: the standard library, site-packages, and no .pth file that leads to this repository.
STUDENT_KERNEL = """
import sys
sys.path += {packages!r}
from ipykernel import kernelapp
kernelapp.launch_new_instance()
"""


class Lab:
    """JupyterLab on a folder. as_student: kernels cannot import anything of this repository."""

    def __init__(self, playwright, folder, home, as_student=False, environment=None):
        self.folder, self.home, self.errors, self.pages = Path(folder), Path(home), [], []
        self.token, self.port = secrets.token_hex(16), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        environment = {**os.environ, **own_settings(Path(home), as_student), **(environment or {})}
        self.log = (Path(home) / "server.log").open("w+", encoding="utf-8")
        self.server = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
                *(f"--port={self.port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={self.token}"),
                *(f"--ServerApp.root_dir={folder}", "--LabApp.expose_app_in_browser=True"),
            ],
            cwd=folder,
            env=environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        try:
            self.wait_for_server()
            self.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        except BaseException:
            self.stop()
            raise

    def wait_for_server(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(f"{self.url}/api?token={self.token}", timeout=5).close()
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.2)
        self.log.seek(0)
        raise RuntimeError(f"JupyterLab did not start:\n{self.log.read()}")

    def stop(self):
        self.server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.server.wait(20)
        self.server.kill()
        self.log.close()

    def close(self):
        """Stop everything. Raises AssertionError for what a page did wrong."""
        for page in self.pages:
            page.close()
        self.browser.close()
        self.stop()
        if self.errors:
            raise AssertionError("\n".join(dict.fromkeys(self.errors)))

    def page(self, path="/lab"):
        """A new page on a path of the server, without a single dialog from JupyterLab about itself."""
        page = self.browser.new_page(viewport={"width": 1400, "height": 950})
        page.set_default_timeout(PATIENCE * 1000)
        page.context.on("page", self.watch)  # what opens in a new tab
        self.watch(page)
        page.goto(f"{self.url}{path}{'&' if '?' in path else '?'}token={self.token}")
        return page

    def watch(self, page):
        if page in self.pages:
            return
        self.pages.append(page)
        page.on("pageerror", lambda error: self.errors.append(f"an error in the page: {error}"))
        page.on("request", self.look_at)

    def look_at(self, request):
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.errors.append(f"a request to {request.url}")

    def notebook(self, path):
        """A Notebook, as it is on the disk; what was open before is closed without saving."""
        while self.pages:
            self.pages.pop().close()
        return Notebook(self, path)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def own_settings(home, as_student):
    """Environment variables that keep all of Jupyter's files in home."""
    folders = {
        "HOME": "home", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython", "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "MPLCONFIGDIR": "matplotlib",
    }  # fmt: skip
    for name in folders.values():
        (home / name).mkdir(parents=True, exist_ok=True)
    for name, values in SETTINGS.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    if as_student:
        packages = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
        code = STUDENT_KERNEL.format(packages=packages)
        spec = {"argv": [sys.executable, "-S", "-c", code, "-f", "{connection_file}"], "display_name": "Python 3"}
        file = home / "data" / "kernels" / "python3" / "kernel.json"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps({**spec, "language": "python", "metadata": {"debugger": False}}))
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return {variable: str(home / name) for variable, name in folders.items()} | {"PATH": path}


class Notebook:
    """An open notebook."""

    CURRENT = "window.jupyterapp?.shell.currentWidget"
    LOADED = f"() => {CURRENT}?.context?.isReady"  # before that there is one empty cell of JupyterLab's own
    READY = f"""() => {{
        const one = {CURRENT}, session = one?.sessionContext;
        return one?.context?.isReady && session?.isReady && session.session?.kernel?.status === "idle";
    }}"""
    DONE = f"""() => {CURRENT}.sessionContext.session?.kernel?.status === "idle" && {CURRENT}.content.widgets.every(
        cell => cell.model.type !== "code" || !cell.model.sharedModel.getSource().trim()
             || (cell.model.executionCount && !cell.promptNode.textContent.includes("*")))"""
    FIND = f"{CURRENT}.content.widgets.find(cell => cell.model.id === name)"
    OUTPUTS = f"""() => Object.fromEntries({CURRENT}.content.widgets.filter(cell => cell.model.type === "code").map(
        cell => [cell.model.id, cell.model.sharedModel.getOutputs()]))"""

    def __init__(self, lab, path):
        self.page = lab.page(f"/lab/tree/{path}")
        self.page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell")
        self.page.wait_for_function(self.READY)

    def press(self, menu, *entries):
        """Choose from JupyterLab's menu bar."""
        self.page.get_by_role("menubar").get_by_role("menuitem", name=menu, exact=True).click()
        for entry in entries:
            self.page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).click()

    def confirm(self, button):
        self.page.locator(".jp-Dialog").get_by_role("button", name=button, exact=True).click()

    def run_all(self):
        """Restart the kernel and run every cell. Returns the seconds until all of them are done."""
        started = time.monotonic()
        self.press("Run", "Restart Kernel and Run All Cells…")
        self.confirm("Confirm Kernel Restart")
        self.page.wait_for_function("() => !document.querySelector('.jp-Dialog')")
        self.page.wait_for_function(self.DONE, timeout=2 * PATIENCE * 1000)
        return time.monotonic() - started

    def cell(self, name):
        position = self.page.evaluate(
            f"name => {self.CURRENT}.content.widgets.findIndex(cell => cell.model.id === name)", name
        )
        assert position >= 0, f"there is no cell {name}"
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").nth(position)

    def write(self, name, source):
        """Replace the source of a cell, by keyboard."""
        editor = self.cell(name).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)
        assert self.source(name) == source

    def source(self, name):
        return self.page.evaluate(f"name => {self.FIND}.model.sharedModel.getSource()", name)

    def run(self, *names):
        """Run cells, one after the other, by Shift-Enter."""
        for name in names:
            self.cell(name).locator(".cm-content").click()
            self.page.keyboard.press("Shift+Enter")
            self.page.wait_for_function(
                f"""name => {{
                    const cell = {self.FIND};
                    return cell.model.executionCount && !cell.promptNode.textContent.includes("*");
                }}""",
                arg=name,
            )

    def seconds(self):
        """What the kernel has used of the processors since it was started."""
        return self.page.evaluate(f"""async () => {{
            const ask = {{code: "", silent: true, user_expressions: {{used: "__import__('time').process_time()"}}}};
            const reply = await {self.CURRENT}.sessionContext.session.kernel.requestExecute(ask).done;
            return Number(reply.content.user_expressions.used.data["text/plain"]);
        }}""")

    def outputs(self):
        """cell id -> list of what its outputs show as text."""
        return {name: [said(output) for output in found] for name, found in self.page.evaluate(self.OUTPUTS).items()}

    def save(self):
        self.press("File", "Save Notebook")
        self.page.wait_for_function(f"() => !{self.CURRENT}.context.model.dirty")

    def validate(self):
        """Press nbgrader's button. Returns what it says."""
        self.page.get_by_role("button", name="Validate").click()
        self.page.wait_for_selector("#validation-message", state="attached", timeout=2 * PATIENCE * 1000)
        return self.page.locator(".jp-Dialog").inner_text()


def said(output):
    """What an output shows as text; an error's own rendering."""
    if output["output_type"] == "error":
        return "\n".join(output["traceback"])
    text = output.get("text", output.get("data", {}).get("text/markdown", output.get("data", {}).get("text/plain", "")))
    return text if isinstance(text, str) else "".join(text)
