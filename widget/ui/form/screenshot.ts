/**
 * Asks the reader for a tab, a window or a screen, and takes one picture of it. The panel steps aside.
 * @returns null where they changed their mind, or the page does not let them.
 */
export async function photograph(panel: HTMLElement): Promise<File | null> {
  let stream: MediaStream | null = null;
  try {
    stream = await navigator.mediaDevices.getDisplayMedia({
      video: true,
      audio: false,
      // Offers the tab with the problem in it first.
      ...{ preferCurrentTab: true },
    });
    panel.style.visibility = 'hidden';
    return await pictureOf(stream);
  } catch {
    return null;
  } finally {
    panel.style.visibility = '';
    for (const track of stream?.getTracks() ?? []) track.stop();
  }
}

async function pictureOf(stream: MediaStream): Promise<File | null> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  // A stream without a picture never begins.
  await Promise.race([video.play(), after(2_000)]);
  // The first frames still have the panel in them; a screen on which nothing moves sends no others.
  for (let frames = 0; frames < 5; frames++) await Promise.race([nextFrame(video), after(100)]);
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  const time = new Date().toISOString().slice(0, 19).replace(/\D/g, '-');
  return blob && new File([blob], `screenshot-${time}.png`, { type: 'image/png' });
}

function nextFrame(video: HTMLVideoElement): Promise<unknown> {
  return new Promise((resolve) => video.requestVideoFrameCallback?.(resolve));
}

function after(milliseconds: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
