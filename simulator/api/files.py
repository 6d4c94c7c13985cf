"""Files: those that come with a request, and those that are already here."""

from simulator.api.registry import method
from simulator.errors import bad_request, too_large
from simulator.files import LARGEST_DOWNLOAD, LARGEST_UPLOAD, File, Upload
from simulator.messages import Json
from simulator.world import World


def stored(world: World, kind: str, given: Upload | str | None) -> File:
    """The file that a parameter gives: uploaded now, or an id of the same kind of media.

    Raises:
        ApiError: 400 for nothing, an address outside, or an id of another kind; 413 above 50 MB.
    """
    if given is None or given == "":
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if isinstance(given, Upload):
        if len(given.data) > LARGEST_UPLOAD:
            raise too_large()
        if not given.data:
            raise bad_request("file must be non-empty")
        return world.files.add(kind, given)
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(given)
    if file.kind != kind:
        kinds = file.kind.title().replace("_", ""), kind.title().replace("_", "")
        raise bad_request(f"can't use file of type {kinds[0]} as {kinds[1]}")
    return file


@method("getFile")
def get_file(world: World, *, file_id: str = "") -> Json:
    if not file_id:
        raise bad_request("file_id not specified")
    file = world.files.get(file_id)
    if len(file.upload.data) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**file.json(), "file_path": file.path}
